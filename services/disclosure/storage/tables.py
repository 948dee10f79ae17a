"""The disclosure service's tables."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from shared.messaging.outbox import outbox_columns

metadata = sa.MetaData()

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", UUID, primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("idempotency_key", sa.Text),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("request_digest", sa.LargeBinary),
    # The decision is its own outgoing event, so answering costs one row.
    *outbox_columns(),
    sa.Index("decisions_in_relay_order", "xid", "seq"),
    sa.Index("decisions_by_subject", "key", "id", postgresql_where=sa.text("type = 'DisclosureDecided'")),
    sa.Index(
        "decisions_by_idempotency_key",
        "client",
        "idempotency_key",
        "place",
        unique=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    ),
)
"""Every decision and every simulation answered; `place` is its index in the request that asked."""

subject_states = sa.Table(
    "subject_states",
    metadata,
    sa.Column("controller", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)
"""The gate's copy of consent state: the newest version of each subject that has reached it.

Version 0 with an empty text: somebody asked for the subject, and nothing has been heard yet.
"""

subject_state_versions = sa.Table(
    "subject_state_versions",
    metadata,
    sa.Column("controller", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("state", sa.Text, nullable=False),
)
"""Every version of consent state that has reached the gate: what past decisions were made on."""

reference_keys = sa.Table(
    "reference_keys",
    metadata,
    sa.Column("key_id", sa.Text, primary_key=True),
)
"""The id of every key that the reference of some subject state was made with."""

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
)
"""Per partition of consent states: the moment up to which the copy misses nothing."""

quarantine = sa.Table(
    "quarantine",
    metadata,
    sa.Column("topic_id", sa.Text, primary_key=True),
    sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("offset", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("value", sa.LargeBinary, nullable=False),
    sa.Column("resolved", sa.Boolean, server_default=sa.false(), nullable=False),
)
"""Records of consent states that could not be read, with their bytes."""
