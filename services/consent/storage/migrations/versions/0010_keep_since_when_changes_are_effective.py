"""Keep since when each withdrawal and objection is effective, and how that is known."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.create_table(
        "change_effects",
        sa.Column("change_id", sa.Uuid, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.Text, nullable=False),
    )
    op.execute(f"GRANT SELECT, INSERT ON change_effects TO {RUNTIME_ROLE}")
