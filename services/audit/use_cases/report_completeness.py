"""Report how far the log is known complete, per producer and topic."""

from datetime import datetime
from typing import NamedTuple

from services.audit.domain.coverage import Coverage
from services.audit.domain.stamp import Stream
from services.audit.use_cases.mark_coverage import current_coverage
from services.audit.use_cases.ports import Log


class StreamCompleteness(NamedTuple):
    """How far one stream has arrived, and what became of it."""

    stream: Stream
    coverage: Coverage
    entries: int
    quarantined: int
    last_entry_at: datetime | None


class Completeness(NamedTuple):
    """Every stream ever heard of, and how many messages are in quarantine, with or without a stream."""

    streams: list[StreamCompleteness]
    quarantined: int


def report_completeness(log: Log) -> Completeness:
    """Return the state at this moment; its cost does not grow with the log."""
    return Completeness([_report(stream, log) for stream in log.streams()], log.quarantine_size())


def _report(stream: Stream, log: Log) -> StreamCompleteness:
    coverage = current_coverage(stream, log.coverages.latest_mark(stream), log.coverages)
    report = log.report(stream)
    entries = coverage.arrived_count - report.quarantined
    return StreamCompleteness(stream, coverage, entries, report.quarantined, report.last_entry_at)
