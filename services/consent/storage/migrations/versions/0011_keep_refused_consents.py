"""Keep the consents that were asked for and refused, apart from those given.

Apart, because a process of the version before takes every row of `consents` for a grant.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.create_table(
        "refused_consents",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused_by_authority", sa.Text, nullable=False),
        sa.Column("refused_by_reference", sa.Text),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("text_id", sa.Text, nullable=False),
        sa.Column("text_version", sa.Text, nullable=False),
        sa.Column("text_language", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.Text),
        sa.Column("course", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("scope", JSONB, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_by_staff", sa.Text),
        sa.Column("state_version", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("controller", "subject", "state_version"),
    )
    op.create_index(
        "refused_consents_by_text", "refused_consents", ["controller", "subject", "text_id", "text_version"]
    )
    op.execute(f"GRANT SELECT, INSERT ON refused_consents TO {RUNTIME_ROLE}")
    op.add_column("consents", sa.Column("follows", sa.Uuid, sa.ForeignKey("refused_consents.id")))
