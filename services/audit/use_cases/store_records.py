"""Take a batch of messages into the log, each as an entry or into quarantine."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from services.audit.domain.delivery import Delivery
from services.audit.domain.entry import Entry
from services.audit.domain.errors import EntriesRefused
from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.read_entry import read_entry
from services.audit.domain.repeats import Candidate, sort_out_repeats
from services.audit.domain.stamp import is_heartbeat
from services.audit.use_cases.mark_coverage import mark_coverage
from services.audit.use_cases.ports import Journal


class Stored(NamedTuple):
    """What a batch has added to the log."""

    entries: list[Entry]
    quarantined: list[Quarantined]


def store_records(deliveries: Iterable[Delivery], journal: Journal, at: datetime) -> Stored:
    """Store every message of a batch exactly once, whatever is in it and however often it comes."""
    messages = [delivery for delivery in deliveries if not is_heartbeat(delivery)]
    candidates, malformed = _read(messages, at)
    new, conflicting = sort_out_repeats(candidates, journal.known(candidates))
    stored, refused = _append(new, journal)
    quarantined = journal.quarantine([*malformed, *conflicting, *refused], at)
    claimed = [message.place for message in malformed]
    mark_coverage([*(candidate.place for candidate in candidates), *filter(None, claimed)], journal.coverages, at)
    return Stored(stored, quarantined)


def _read(messages: Sequence[Delivery], at: datetime) -> tuple[list[Candidate], list[Quarantined]]:
    candidates, malformed = [], []
    for message in messages:
        try:
            candidates.append(Candidate(message, read_entry(message, at)))
        except Malformed as reason:
            malformed.append(Quarantined(message, reason))
    return candidates, malformed


def _append(candidates: Sequence[Candidate], journal: Journal) -> tuple[list[Entry], list[Quarantined]]:
    """Store the entries; when the database refuses some, find them by halving."""
    if not candidates:
        return [], []
    try:
        journal.append(candidates)
    except EntriesRefused:
        if len(candidates) == 1:
            return [], [Quarantined(candidates[0].delivery, Malformed(Reason.REFUSED_BY_DATABASE))]
        middle = len(candidates) // 2
        halves = _append(candidates[:middle], journal), _append(candidates[middle:], journal)
        return halves[0][0] + halves[1][0], halves[0][1] + halves[1][1]
    return [candidate.entry for candidate in candidates], []
