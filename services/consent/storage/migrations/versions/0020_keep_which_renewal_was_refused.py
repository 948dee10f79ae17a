"""Keep which older consent somebody refused to renew; of earlier refusals that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("refused_consents", sa.Column("renews", sa.Uuid, sa.ForeignKey("consents.id")))
