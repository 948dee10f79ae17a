"""Create the log: entries, quarantine, completeness marks and consumer positions, all of them append-only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, INT8MULTIRANGE

from shared.messaging.positions import create_position_table

revision = "0001"
down_revision = None

RUNTIME_ROLE = "audit"
APPEND_ONLY = ("entries", "quarantine", "completeness_marks")


def upgrade() -> None:
    create_entries()
    create_quarantine()
    create_completeness_marks()
    create_position_table(op, RUNTIME_ROLE, appended=True)
    for table in APPEND_ONLY:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO {RUNTIME_ROLE}")
    op.execute(f"GRANT SELECT ON alembic_version TO {RUNTIME_ROLE}")


def create_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("version", sa.SmallInteger, nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("recipient_kind", sa.Text),
        sa.Column("recipient_id", sa.Text),
        sa.Column("purpose", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("reasons", ARRAY(sa.Text), nullable=False),
        sa.Column("rules", ARRAY(sa.Text), nullable=False),
        sa.Column("basis", ARRAY(sa.Text), nullable=False),
        sa.Column("decision_id", sa.Uuid(as_uuid=False)),
        sa.Column("client", sa.Text),
        sa.Column("pack_version", sa.Text),
        sa.Column("producer", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("topic_id", sa.Text, nullable=False),
        sa.Column("partition", sa.Integer, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("producer", "topic", "position"),
    )
    op.create_index("entries_by_time", "entries", ["controller", "occurred_at", "id"])
    op.create_index("entries_by_subject", "entries", ["controller", "subject", "occurred_at", "id"])
    op.create_index("entries_by_recipient", "entries", ["controller", "recipient_id", "occurred_at", "id"])
    op.create_index("entries_by_purpose", "entries", ["controller", "purpose", "occurred_at", "id"])
    op.create_index("entries_by_decision", "entries", ["decision_id"])
    op.create_index("entries_by_reason", "entries", ["reasons"], postgresql_using="gin")


def create_quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("producer", sa.Text),
        sa.Column("position", sa.BigInteger),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("topic_id", sa.Text, nullable=False),
        sa.Column("partition", sa.Integer, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.LargeBinary),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_index("quarantine_by_position", "quarantine", ["producer", "topic", "position"])


def create_completeness_marks() -> None:
    op.create_table(
        "completeness_marks",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("producer", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("highest", sa.BigInteger, nullable=False),
        sa.Column("gaps", INT8MULTIRANGE, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("completeness_marks_by_stream", "completeness_marks", ["producer", "topic", "id"])
