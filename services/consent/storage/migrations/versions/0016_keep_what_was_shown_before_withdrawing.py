"""Keep the digest of what a person was shown before withdrawing; of earlier withdrawals that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("withdrawals", sa.Column("shown_sha256", sa.Text))
