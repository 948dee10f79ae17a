"""Keep whose word the end of a delegation was; of earlier ends it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    for name in ("ended_by_authority", "ended_by_reference"):
        op.add_column("delegation_steps", sa.Column(name, sa.Text))
