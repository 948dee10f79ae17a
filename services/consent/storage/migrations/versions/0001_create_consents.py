"""Create what people have agreed to and refused, the answers given, and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.outbox import create_relay_tables, outbox_columns

revision = "0001"
down_revision = None

RUNTIME_ROLE = "consent"


def recorded() -> list[sa.Column]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("state_version", sa.BigInteger, nullable=False),
    ]


def upgrade() -> None:
    create_states()
    create_consents()
    create_objections()
    create_answers()
    op.create_table("outbox", *outbox_columns(), sa.PrimaryKeyConstraint("topic", "xid", "seq"))
    create_relay_tables(op, RUNTIME_ROLE)
    grant()


def create_states() -> None:
    op.create_table(
        "subject_states",
        sa.Column("controller", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )


def create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_authority", sa.Text, nullable=False),
        sa.Column("given_by_reference", sa.Text),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("form_exemption", sa.Text),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("text_id", sa.Text, nullable=False),
        sa.Column("text_version", sa.Text, nullable=False),
        sa.Column("text_language", sa.Text, nullable=False),
        sa.Column("course", sa.Text),
        sa.Column("stated_end", sa.Date),
        sa.Column("scope", JSONB, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("valid_until_reason", sa.Text, nullable=False),
        *recorded(),
        sa.UniqueConstraint("controller", "subject", "state_version"),
    )
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("consent_id", sa.Uuid, sa.ForeignKey("consents.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("part", JSONB, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        *recorded(),
        sa.UniqueConstraint("consent_id", "state_version"),
    )


def create_objections() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("part", JSONB, nullable=False),
        *recorded(),
        sa.UniqueConstraint("controller", "subject", "state_version"),
    )
    op.create_table(
        "objection_lifts",
        sa.Column("objection_id", sa.Uuid, sa.ForeignKey("objections.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        *recorded(),
    )


def create_answers() -> None:
    op.create_table(
        "change_commits",
        sa.Column("change_id", sa.Uuid, primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "idempotent_answers",
        sa.Column("client", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("answer", JSONB, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )


def grant() -> None:
    added = "consents, withdrawals, objections, objection_lifts, change_commits, idempotent_answers, outbox"
    op.execute(f"GRANT SELECT, INSERT ON {added} TO {RUNTIME_ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (version) ON subject_states TO {RUNTIME_ROLE}")
    # Readiness asks which migration the database stands at.
    op.execute(f"GRANT SELECT ON alembic_version TO {RUNTIME_ROLE}")
