"""The transactional outbox: an event is written in the transaction that made it true."""

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects.postgresql import UUID

from shared.database import TransactionId
from shared.events.envelope import Event


def outbox_columns() -> list[sa.Column[Any]]:
    """Return the columns that make any table an outbox.

    `xid` and `seq` give the order of relaying. `seq` alone would not do: sequence numbers are taken before
    commit, so a relay that went by them would pass over rows of transactions that commit late.
    """
    return [
        sa.Column("seq", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("xid", TransactionId, server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("traceparent", sa.Text, nullable=False),
    ]


class Outbox:
    """A table of outgoing events in one service's database."""

    def __init__(self, table: sa.Table) -> None:
        self._insert = table.insert()

    def add(self, connection: sa.Connection, topic: str, event: Event, traceparent: str) -> None:
        """Write an event, keyed by its subject; it leaves once the surrounding transaction has committed."""
        row = {
            "topic": topic,
            "key": event.key,
            "type": event.type,
            "payload": event.to_bytes(),
            "traceparent": traceparent,
        }
        connection.execute(self._insert, row)


def create_relay_tables(op: Operations, runtime_role: str) -> None:
    """Create what a relay remembers: which database it speaks for, and how far each topic has been relayed."""
    op.create_table(
        "relay_identity",
        sa.Column("id", UUID, server_default=sa.text("gen_random_uuid()"), primary_key=True),
    )
    op.execute("INSERT INTO relay_identity DEFAULT VALUES")
    op.create_table(
        "relay_cursors",
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("topic_id", sa.Text, nullable=False),
        sa.Column("xid", TransactionId, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
    op.execute(f"GRANT SELECT ON relay_identity TO {runtime_role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON relay_cursors TO {runtime_role}")
