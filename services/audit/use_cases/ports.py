"""What the use cases need from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from services.audit.domain.coverage import Coverage, Range
from services.audit.domain.entry import Entry, EntryWithEvent
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.repeats import Candidate, Identity
from services.audit.domain.stamp import Stream
from services.audit.use_cases.entry_filter import EntryFilter, PlaceInLog


class Mark(NamedTuple):
    """The coverage of a stream as it was written down at a moment."""

    coverage: Coverage
    made_at: datetime


class Coverages(Protocol):
    """What is known of the positions that have arrived."""

    def latest_mark(self, stream: Stream) -> Mark | None: ...

    def arrived(self, stream: Stream, within: Sequence[Range]) -> list[Range]:
        """Return, in order and apart from each other, the positions in the log or in quarantine."""

    def add_mark(self, stream: Stream, mark: Mark) -> None: ...


class Journal(Protocol):
    """The log as its writer sees it, within one transaction."""

    def known(self, candidates: Sequence[Candidate]) -> list[Identity]:
        """Return the stored entries that share an id or a position with one of these."""

    def append(self, candidates: Sequence[Candidate]) -> None:
        """Store all of these, or none and raise EntriesRefused."""

    def quarantine(self, messages: Sequence[Quarantined], at: datetime) -> list[Quarantined]:
        """Keep messages aside, and return those that were not there yet."""

    @property
    def coverages(self) -> Coverages: ...


class StreamReport(NamedTuple):
    """What the log holds of one stream beyond its coverage."""

    quarantined: int
    last_entry_at: datetime | None


class Log(Protocol):
    """The log as its readers see it."""

    def find(self, entry_id: str, controllers: frozenset[str]) -> EntryWithEvent | None: ...

    def search(self, entry_filter: EntryFilter, after: PlaceInLog | None, limit: int) -> list[Entry]:
        """Return the newest entries that pass the filter and lie after a place, newest first."""

    def streams(self) -> list[Stream]: ...

    def report(self, stream: Stream) -> StreamReport: ...

    def quarantine_size(self) -> int: ...

    @property
    def coverages(self) -> Coverages: ...
