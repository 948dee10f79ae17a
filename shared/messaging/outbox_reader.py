"""Reading an outbox in commit order, without missing a row that commits late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

BATCH_SIZE = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One outgoing event."""

    xid: str
    seq: int
    key: str
    type: str
    payload: bytes
    traceparent: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row relayed, and how many rows have been relayed up to and including it."""

    xid: str
    seq: int
    position: int

    @classmethod
    def start(cls) -> "Cursor":
        """Return the place before the first row."""
        return cls(xid="0", seq=0, position=0)

    def after(self, rows: Sequence[Row]) -> "Cursor":
        """Return the place after these rows, which directly follow this cursor."""
        return Cursor(rows[-1].xid, rows[-1].seq, self.position + len(rows)) if rows else self


@dataclass(frozen=True, slots=True)
class Batch:
    """Settled rows in the order of relaying, and what was known of the database's transactions when they were read.

    A row is settled once no transaction that started before its own can still commit: only then is its place in
    the order (xid, seq) final. See pg_snapshot_xmin in PostgreSQL's documentation.
    """

    rows: list[Row]
    read_at: datetime
    """A moment before the rows were read."""
    settled_below: int
    """Every transaction below this number has ended."""
    none_committed_from: int
    """No transaction from this number on had committed at `read_at`."""
    unsettled: bool
    """Whether committed rows were left because they are not settled yet."""

    @property
    def exhausted(self) -> bool:
        """Return whether these are all the settled rows there are."""
        return len(self.rows) < BATCH_SIZE


class OutboxReader:
    """Reads one topic's rows from a table with outbox columns, and keeps the cursor of its relay."""

    def __init__(self, connection: sa.Connection, topic: str, table: str) -> None:
        self._connection = connection
        self._topic = topic
        _always_use_the_index(connection)
        # One statement, so that the rows and the numbers of transactions are of the same snapshot.
        self._batch = sa.text(
            f"""
            WITH transactions AS MATERIALIZED (
                SELECT pg_snapshot_xmin(snapshot) AS oldest, pg_snapshot_xmax(snapshot) AS next
                FROM pg_current_snapshot() AS snapshot
            ), seen AS MATERIALIZED (
                SELECT oldest, next, EXISTS (SELECT FROM {table} WHERE topic = :topic AND xid >= oldest) AS unsettled
                FROM transactions
            )
            SELECT seen.oldest::text, seen.next::text, seen.unsettled,
                settled.xid::text, settled.seq, settled.key, settled.type, settled.payload, settled.traceparent
            FROM seen LEFT JOIN LATERAL (
                SELECT * FROM {table}
                WHERE topic = :topic AND (xid, seq) > (CAST(:xid AS xid8), :seq) AND xid < seen.oldest
                ORDER BY xid, seq LIMIT {BATCH_SIZE}
            ) AS settled ON true
            ORDER BY settled.xid, settled.seq
            """  # noqa: S608 - the table is named by our code
        )

    def identity(self) -> str:
        """Return the id that this database was given when it was made."""
        with self._connection.begin():
            return str(self._connection.scalar(sa.text("SELECT id FROM relay_identity")))

    def next_batch(self, cursor: Cursor) -> Batch:
        """Return the settled rows after a cursor.

        The clock is read before the rows' snapshot is taken, so `read_at` never claims too much.
        """
        place = {"topic": self._topic, "xid": cursor.xid, "seq": cursor.seq}
        with self._connection.begin():
            read_at = self._connection.scalar(sa.text("SELECT clock_timestamp()"))
            found = self._connection.execute(self._batch, place).all()
        assert isinstance(read_at, datetime)
        rows = [_row(row) for row in found if row.seq is not None]
        return Batch(rows, read_at, int(found[0].oldest), int(found[0].next), found[0].unsettled)

    def saved(self) -> tuple[Cursor, str | None]:
        """Return where relaying stopped and the id of the topic it was relayed to, None when never."""
        query = sa.text("SELECT xid::text, seq, position, topic_id FROM relay_cursors WHERE topic = :topic")
        with self._connection.begin():
            row = self._connection.execute(query, {"topic": self._topic}).one_or_none()
        return (Cursor(row.xid, row.seq, row.position), row.topic_id) if row else (Cursor.start(), None)

    def save(self, cursor: Cursor, topic_id: str) -> None:
        """Remember that everything up to the cursor is with the broker, in the topic of this id."""
        upsert = sa.text(
            "INSERT INTO relay_cursors (topic, topic_id, xid, seq, position)"
            " VALUES (:topic, :topic_id, CAST(:xid AS xid8), :seq, :position)"
            " ON CONFLICT (topic) DO UPDATE SET topic_id = excluded.topic_id, xid = excluded.xid,"
            " seq = excluded.seq, position = excluded.position"
        )
        values = {
            "topic": self._topic,
            "topic_id": topic_id,
            "xid": cursor.xid,
            "seq": cursor.seq,
            "position": cursor.position,
        }
        with self._connection.begin():
            self._connection.execute(upsert, values)


def _always_use_the_index(connection: sa.Connection) -> None:
    # Whatever the statistics say, the next rows are few and stand in a row in the index on (xid, seq). A table
    # that has just been filled has no statistics, and reading all of it for every batch would never catch up.
    with connection.begin():
        for way in ("seqscan", "bitmapscan"):
            connection.execute(sa.text(f"SET enable_{way} = off"))


def _row(row: sa.Row[Any]) -> Row:
    return Row(row.xid, row.seq, row.key, row.type, bytes(row.payload), row.traceparent)
