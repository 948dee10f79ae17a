"""Where a consumer has read to, kept in the same database and transaction as what it made of the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa
from alembic.operations import Operations

_LOAD = sa.text(
    "SELECT partition, max(next_offset) AS next_offset FROM consumer_positions"
    " WHERE topic = :topic AND topic_id = :topic_id GROUP BY partition"
)
_APPEND = (
    "INSERT INTO consumer_positions (topic, topic_id, partition, next_offset)"
    " VALUES (:topic, :topic_id, :partition, :next_offset)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A partition of a topic, named with the topic's own id because offsets mean nothing without it."""

    topic: str
    topic_id: str
    partition: int


class Positions(Protocol):
    """Keeps the next offset to read of each place."""

    def save(self, connection: sa.Connection, offsets: Mapping[Place, int]) -> None: ...


class AppendedPositions:
    """Positions for a database whose runtime role may insert and read but change nothing."""

    _statement = sa.text(_APPEND)

    def save(self, connection: sa.Connection, offsets: Mapping[Place, int]) -> None:
        """Write a new row per place; the highest offset counts."""
        connection.execute(self._statement, _rows(offsets))


class UpdatedPositions:
    """Positions for a database whose runtime role may update."""

    _statement = sa.text(
        _APPEND + " ON CONFLICT (topic, topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset"
    )

    def save(self, connection: sa.Connection, offsets: Mapping[Place, int]) -> None:
        """Keep one row per place."""
        connection.execute(self._statement, _rows(offsets))


def load_positions(connection: sa.Connection, topic: str, topic_id: str) -> dict[int, int]:
    """Return the next offset of each partition that has been read before under this topic id."""
    rows = connection.execute(_LOAD, {"topic": topic, "topic_id": topic_id})
    return {row.partition: row.next_offset for row in rows}


def create_position_table(op: Operations, runtime_role: str, appended: bool) -> None:
    """Create the table of positions: append-only, or with one row per place."""
    place = ["topic", "topic_id", "partition"]
    op.create_table(
        "consumer_positions",
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("topic_id", sa.Text, nullable=False),
        sa.Column("partition", sa.Integer, nullable=False),
        sa.Column("next_offset", sa.BigInteger, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.clock_timestamp(), nullable=False),
        sa.PrimaryKeyConstraint(*place, *(["next_offset"] if appended else [])),
    )
    op.execute(f"GRANT SELECT, INSERT{'' if appended else ', UPDATE'} ON consumer_positions TO {runtime_role}")


def _rows(offsets: Mapping[Place, int]) -> list[dict[str, object]]:
    return [
        {"topic": place.topic, "topic_id": place.topic_id, "partition": place.partition, "next_offset": offset}
        for place, offset in offsets.items()
    ]
