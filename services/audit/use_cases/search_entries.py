"""Search the log, newest first, one page at a time."""

from dataclasses import dataclass
from typing import NamedTuple

from services.audit.domain.entry import Entry
from services.audit.use_cases.entry_filter import EntryFilter, PlaceInLog, place_of
from services.audit.use_cases.ports import Log


@dataclass(frozen=True, slots=True)
class SearchEntries:
    """One page of a search: what to look for, where the page before ended, how many at most."""

    entry_filter: EntryFilter
    after: PlaceInLog | None
    limit: int


class Page(NamedTuple):
    """Entries, and where the next page starts, None after the last."""

    entries: list[Entry]
    next_after: PlaceInLog | None


def search_entries(command: SearchEntries, log: Log) -> Page:
    """Return a page; entries that arrive between two pages neither repeat nor hide any other."""
    found = log.search(command.entry_filter, command.after, command.limit + 1)
    entries = found[: command.limit]
    return Page(entries, place_of(entries[-1]) if len(found) > command.limit else None)
