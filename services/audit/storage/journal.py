"""The log as its one writer sees it, within the consumer's transaction."""

from collections.abc import Sequence
from datetime import datetime

import psycopg
import sqlalchemy as sa
from psycopg.errors import ProgramLimitExceeded

from services.audit.domain.entry import Entry
from services.audit.domain.errors import EntriesRefused
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.repeats import Candidate, Identity
from services.audit.domain.stamp import Stream
from services.audit.storage.coverages import CoverageRows
from services.audit.storage.quarantine import write_quarantine

_COLUMNS = ", ".join(f'"{name}"' for name in (*Entry._fields, "event"))
# COPY takes half the time of INSERT, and asking first half as long as letting ON CONFLICT find out row by row.
_COPY = f"COPY entries ({_COLUMNS}) FROM STDIN"
_KNOWN_IDS = sa.text(
    "SELECT id::text, producer, topic, position, event FROM entries WHERE id = ANY(CAST(:ids AS uuid[]))"
)
_KNOWN_POSITIONS = sa.text(
    "SELECT id::text, producer, topic, position, event"
    " FROM unnest(CAST(:producers AS text[]), CAST(:topics AS text[]), CAST(:positions AS bigint[]))"
    " AS wanted (producer, topic, position) JOIN entries USING (producer, topic, position)"
    " WHERE id <> ALL(CAST(:ids AS uuid[]))"
)
_REFUSALS = (psycopg.DataError, ProgramLimitExceeded, UnicodeEncodeError)


class PostgresJournal:
    """The port Journal."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.coverages = CoverageRows(connection)

    def known(self, candidates: Sequence[Candidate]) -> list[Identity]:
        if not candidates:
            return []
        entries = [candidate.entry for candidate in candidates]
        wanted = {
            "ids": [entry.id for entry in entries],
            "producers": [entry.producer for entry in entries],
            "topics": [entry.topic for entry in entries],
            "positions": [entry.position for entry in entries],
        }
        found = [
            *self._connection.execute(_KNOWN_IDS, {"ids": wanted["ids"]}),
            *self._connection.execute(_KNOWN_POSITIONS, wanted),
        ]
        return [Identity(row.id, (Stream(row.producer, row.topic), row.position), bytes(row.event)) for row in found]

    def append(self, candidates: Sequence[Candidate]) -> None:
        try:
            with self._connection.begin_nested():
                self._copy(candidates)
        except _REFUSALS:
            raise EntriesRefused from None
        except psycopg.Error as error:
            # Below SQLAlchemy nothing translates errors, and the consumer starts over after SQLAlchemy's only.
            raise sa.exc.DBAPIError(_COPY, None, error) from None

    def quarantine(self, messages: Sequence[Quarantined], at: datetime) -> list[Quarantined]:
        return write_quarantine(self._connection, messages, at)

    def _copy(self, candidates: Sequence[Candidate]) -> None:
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            for delivery, entry in candidates:
                copy.write_row((*entry, delivery.value))
