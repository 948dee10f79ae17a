"""The log as its one writer sees it, within the consumer's transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.errors import ProgramLimitExceeded, UniqueViolation

from services.audit.domain.entry import Entry
from services.audit.domain.errors import EntriesRefused
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.repeats import Candidate, Identity
from services.audit.domain.stamp import Place, Stream
from services.audit.storage.array_literals import array_literal
from services.audit.storage.coverages import CoverageRows
from services.audit.storage.quarantine import write_quarantine

_COLUMNS = ", ".join(f'"{name}"' for name in (*Entry._fields, "event"))
# Asking first what is known and then using COPY takes two thirds of the time of INSERT ... ON CONFLICT DO NOTHING.
_COPY = f"COPY entries ({_COLUMNS}) FROM STDIN"
_KNOWN_IDS = sa.text(
    "SELECT id::text, producer, topic, position, event FROM entries WHERE id = ANY(CAST(:ids AS uuid[]))"
)
_KNOWN_POSITIONS = sa.text(
    "SELECT id::text, producer, topic, position, event FROM entries WHERE producer = :producer AND topic = :topic"
    " AND position = ANY(CAST(:positions AS bigint[])) AND id <> ALL(CAST(:ids AS uuid[]))"
)
_MOMENTS = [Entry._fields.index(name) for name in ("occurred_at", "received_at")]
_ARRAYS = [Entry._fields.index(name) for name in ("reasons", "rules", "basis")]
_REFUSALS = (psycopg.DataError, psycopg.IntegrityError, ProgramLimitExceeded, UnicodeEncodeError)


class PostgresJournal:
    """The port Journal."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.coverages = CoverageRows(connection)

    def known(self, candidates: Sequence[Candidate]) -> list[Identity]:
        ids = array_literal([candidate.entry.id for candidate in candidates])
        found = list(self._connection.execute(_KNOWN_IDS, {"ids": ids}))
        for stream, positions in _positions_by_stream(candidates).items():
            wanted = {**stream._asdict(), "positions": array_literal(positions), "ids": ids}
            found.extend(self._connection.execute(_KNOWN_POSITIONS, wanted))
        return [_identity(row) for row in found]

    def append(self, candidates: Sequence[Candidate]) -> None:
        try:
            with self._connection.begin_nested():
                self._copy(candidates)
        except _REFUSALS as error:
            # A clash with an entry that was not there a moment ago: to be recognised when the batch comes again.
            if isinstance(error, UniqueViolation):
                raise _translated(error) from None
            raise EntriesRefused from None
        except psycopg.Error as error:
            raise _translated(error) from None

    def quarantine(self, messages: Sequence[Quarantined], at: datetime) -> list[Quarantined]:
        return write_quarantine(self._connection, messages, at)

    def _copy(self, candidates: Sequence[Candidate]) -> None:
        # Not `driver_connection`, which is missing from the connection that the consumer has taken out of its pool.
        driver = self._connection.connection.dbapi_connection
        assert isinstance(driver, psycopg.Connection)
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            for delivery, entry in candidates:
                copy.write_row(_row(entry, delivery.value))


def _translated(error: psycopg.Error) -> sa.exc.DBAPIError:
    """Return SQLAlchemy's error for the driver's: after that one, and no other, the consumer starts over."""
    return sa.exc.DBAPIError(_COPY, None, error)


def _row(entry: Entry, event: bytes) -> list[Any]:
    """Return an entry as COPY takes it, as text where the driver would take several times as long to make it."""
    row: list[Any] = [*entry, event]
    for index in _MOMENTS:
        row[index] = row[index].isoformat()
    for index in _ARRAYS:
        row[index] = array_literal(row[index])
    return row


def _positions_by_stream(candidates: Sequence[Candidate]) -> dict[Stream, list[str]]:
    positions: dict[Stream, list[str]] = defaultdict(list)
    for stream, position in (candidate.place for candidate in candidates):
        positions[stream].append(str(position))
    return positions


def _identity(row: sa.Row[Any]) -> Identity:
    return Identity(row.id, Place(Stream(row.producer, row.topic), row.position), bytes(row.event))
