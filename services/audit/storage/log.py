"""The log as its readers see it."""

from datetime import datetime

import sqlalchemy as sa

from services.audit.domain.entry import Entry, EntryWithEvent
from services.audit.domain.stamp import Stream
from services.audit.storage.coverages import CoverageRows
from services.audit.storage.search import search_statement
from services.audit.storage.tables import entries, quarantine
from services.audit.use_cases.entry_filter import EntryFilter, PlaceInLog
from services.audit.use_cases.ports import StreamReport

# Jumps from stream to stream over the index, so that its cost depends on their number and not on that of the marks.
_STREAMS = sa.text(
    "WITH RECURSIVE streams AS ("
    " (SELECT producer, topic FROM completeness_marks ORDER BY producer, topic LIMIT 1)"
    " UNION ALL SELECT following.producer, following.topic FROM streams, LATERAL ("
    "  SELECT producer, topic FROM completeness_marks"
    "  WHERE (completeness_marks.producer, completeness_marks.topic) > (streams.producer, streams.topic)"
    "  ORDER BY producer, topic LIMIT 1) AS following"
    ") SELECT producer, topic FROM streams"
)


class PostgresLog:
    """The port Log, on one connection."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.coverages = CoverageRows(connection)

    def find(self, entry_id: str, controllers: frozenset[str]) -> EntryWithEvent | None:
        query = sa.select(entries).where(entries.c.id == entry_id, entries.c.controller.in_(controllers))
        row = self._connection.execute(query).one_or_none()
        return EntryWithEvent(Entry._make(row[:-1]), bytes(row.event)) if row else None

    def search(self, entry_filter: EntryFilter, after: PlaceInLog | None, limit: int) -> list[Entry]:
        found = self._connection.execute(search_statement(entry_filter, after, limit))
        return [Entry._make(row) for row in found]

    def streams(self) -> list[Stream]:
        return [Stream(row.producer, row.topic) for row in self._connection.execute(_STREAMS)]

    def report(self, stream: Stream) -> StreamReport:
        return StreamReport(self._only_in_quarantine(stream), self._last_entry_at(stream))

    def quarantine_size(self) -> int:
        return self._connection.execute(sa.select(sa.func.count()).select_from(quarantine)).scalar_one()

    def _only_in_quarantine(self, stream: Stream) -> int:
        entry = sa.exists().where(
            entries.c.producer == quarantine.c.producer,
            entries.c.topic == quarantine.c.topic,
            entries.c.position == quarantine.c.position,
        )
        query = sa.select(sa.func.count(quarantine.c.position.distinct())).where(
            quarantine.c.producer == stream.producer, quarantine.c.topic == stream.topic, ~entry
        )
        return self._connection.execute(query).scalar_one()

    def _last_entry_at(self, stream: Stream) -> datetime | None:
        query = (
            sa.select(entries.c.occurred_at)
            .where(entries.c.producer == stream.producer, entries.c.topic == stream.topic)
            .order_by(entries.c.position.desc())
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()
