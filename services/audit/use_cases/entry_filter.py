"""What an officer looks for, and where in the log the last page ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from services.audit.domain.entry import Entry
from services.audit.domain.entry_kind import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """An entry passes when it is of one of the controllers and has every value that is stated here."""

    controllers: tuple[str, ...]
    since: datetime | None = None
    until: datetime | None = None
    subjects: tuple[str, ...] | None = None
    kind: EntryKind | None = None
    type: str | None = None
    recipient_kind: str | None = None
    recipient_id: str | None = None
    purpose: str | None = None
    outcome: str | None = None
    reason: str | None = None
    decision_id: str | None = None
    client: str | None = None


class PlaceInLog(NamedTuple):
    """The place of an entry in the order of searches: its time, then its id."""

    occurred_at: datetime
    id: str


def place_of(entry: Entry) -> PlaceInLog:
    """Return where an entry stands."""
    return PlaceInLog(entry.occurred_at, entry.id)
