"""The tables of the audit service. The runtime role may insert and read, nothing else."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, INT8MULTIRANGE

metadata = sa.MetaData()

entries = sa.Table(
    "entries",
    metadata,
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
    sa.Index("entries_by_time", "controller", "occurred_at", "id"),
    sa.Index("entries_by_subject", "controller", "subject", "occurred_at", "id"),
    sa.Index("entries_by_recipient", "controller", "recipient_id", "occurred_at", "id"),
    sa.Index("entries_by_purpose", "controller", "purpose", "occurred_at", "id"),
    sa.Index("entries_by_decision", "decision_id"),
    sa.Index("entries_by_reason", "reasons", postgresql_using="gin"),
)

quarantine = sa.Table(
    "quarantine",
    metadata,
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
    # Not jsonb, which refuses the character NUL; the text is plain ASCII and gives back the very bytes.
    sa.Column("headers", sa.JSON, nullable=False),
    sa.Column("value", sa.LargeBinary, nullable=False),
    sa.Index("quarantine_by_position", "producer", "topic", "position"),
)

completeness_marks = sa.Table(
    "completeness_marks",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("producer", sa.Text, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("highest", sa.BigInteger, nullable=False),
    sa.Column("gaps", INT8MULTIRANGE, nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("completeness_marks_by_stream", "producer", "topic", "id"),
)
