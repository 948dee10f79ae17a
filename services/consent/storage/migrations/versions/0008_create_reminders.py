"""Remember what people were reminded of, and find the consents to remind of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.create_table(
        "consent_reminders",
        sa.Column("consent_id", sa.Uuid, sa.ForeignKey("consents.id"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(f"GRANT SELECT, INSERT ON consent_reminders TO {RUNTIME_ROLE}")
    op.create_index("consents_lapsing", "consents", ["controller", "valid_until", "id"])
    op.create_index("consents_by_text", "consents", ["controller", "text_id", "text_version", "id"])
    op.create_index("consents_renewing", "consents", ["renews"], postgresql_where="renews IS NOT NULL")
