"""Keep what kind a consent is of and what it renews, who ended it and how, proofs of every no, and answers to objections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    # What was recorded before was given explicitly, and taken back by the person.
    op.add_column("consents", sa.Column("expression", sa.Text, nullable=False, server_default="explicit"))
    op.add_column("consents", sa.Column("kind", sa.Text))
    op.add_column("consents", sa.Column("renews", sa.Uuid, sa.ForeignKey("consents.id")))
    op.add_column("consents", sa.Column("text_sha256", sa.Text))
    op.add_column("withdrawals", sa.Column("how", sa.Text, nullable=False, server_default="withdrawn"))
    for table in ("withdrawals", "objections", "objection_lifts"):
        op.add_column(table, sa.Column("evidence", JSONB, nullable=False, server_default="[]"))
    create_answers_to_objections()


def create_answers_to_objections() -> None:
    op.create_table(
        "objection_answers",
        sa.Column("objection_id", sa.Uuid, sa.ForeignKey("objections.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("grounds", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("state_version", sa.BigInteger, nullable=False),
    )
    op.execute(f"GRANT SELECT, INSERT ON objection_answers TO {RUNTIME_ROLE}")
