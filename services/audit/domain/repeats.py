"""Which entries of a batch are new: an event counts once, however often it is delivered."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.audit.domain.delivery import Delivery
from services.audit.domain.entry import Entry
from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.stamp import Place, Stream


class Candidate(NamedTuple):
    """A message and the entry it would become."""

    delivery: Delivery
    entry: Entry

    @property
    def place(self) -> Place:
        """The entry's place in its producer's numbering."""
        return Place(Stream(self.entry.producer, self.entry.topic), self.entry.position)


class Identity(NamedTuple):
    """What an entry that is already in the log is recognised by."""

    id: str
    place: Place
    event: bytes


def identity_of(candidate: Candidate) -> Identity:
    """Return what the entry of a message would be recognised by."""
    return Identity(candidate.entry.id, candidate.place, candidate.delivery.value)


class Sorted(NamedTuple):
    """New entries, and messages that claim an id or a position which another message has."""

    new: list[Candidate]
    conflicting: list[Quarantined]


def sort_out_repeats(candidates: Sequence[Candidate], known: Iterable[Identity]) -> Sorted:
    """Drop what is in the log already, and tell the rest apart."""
    by_id = {identity.id: identity for identity in known}
    places = {identity.place for identity in by_id.values()}
    outcome = Sorted([], [])
    for candidate in candidates:
        identity = identity_of(candidate)
        same_id = by_id.get(identity.id)
        if same_id == identity:
            continue
        if same_id or identity.place in places:
            reason = Reason.ID_TAKEN if same_id else Reason.POSITION_TAKEN
            outcome.conflicting.append(Quarantined(candidate.delivery, Malformed(reason)))
            continue
        by_id[identity.id] = identity
        places.add(identity.place)
        outcome.new.append(candidate)
    return outcome
