"""Keep what the controller had announced when a consent was withdrawn; of earlier withdrawals that is not known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("withdrawals", sa.Column("consequences", JSONB))
