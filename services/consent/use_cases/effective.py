"""Since when a change is effective: no gate permits any more what relied on the state before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, repeat

from services.consent.use_cases.ports import Effect
from services.consent.use_cases.surroundings import Surroundings
from shared.clock import timestamp
from shared.events.envelope import Document

CONFIRMED, LEASE_PASSED = "confirmed", "lease-passed"

PAUSES = [timedelta(milliseconds=length) for length in (20, 30, 50)]
LONGEST_PAUSE = timedelta(milliseconds=100)
LONGEST_QUESTION = timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True)
class CommittedChange:
    """A change, and the version of whose state it led to."""

    id: str
    controller: str
    subject: str
    version: int


def with_effective(answer: Document, change: CommittedChange, surroundings: Surroundings) -> Document:
    """Wait until a committed change is effective, and say since when; whoever repeats the request hears the same.

    A gate relies on its copy of a state only while the copy is younger than the lease; older, it reads the state here
    or denies. So one lease after the commit, and a margin for clocks that differ, is enough, whatever is down. It is
    effective sooner if the gate says so. Nothing is locked and no connection to the database is held meanwhile.
    """
    effect = surroundings.units.effect_of(change.id)
    if effect is None:
        # Taken after the commit, and kept, so that whoever repeats the request does not begin to wait anew.
        committed = surroundings.units.first_seen_committed(change.id, surroundings.clock())
        bound = committed + surroundings.lease + surroundings.clock_margin
        found = _wait(change, bound, surroundings)
        effect = surroundings.units.keep_effect(change.id, found)
    return answer | {"effective": {"at": timestamp(effect.at), "how": effect.how}}


def _wait(change: CommittedChange, bound: datetime, surroundings: Surroundings) -> Effect:
    for pause in _pauses():
        surroundings.pause(min(pause, bound - surroundings.clock()))
        left = bound - surroundings.clock()
        if left <= timedelta(0):
            break
        seconds = min(left, LONGEST_QUESTION).total_seconds()
        if surroundings.gate.copied_version(change.controller, change.subject, seconds) >= change.version:
            return Effect(min(surroundings.clock(), bound), CONFIRMED)
    return Effect(bound, LEASE_PASSED)


def _pauses() -> Iterator[timedelta]:
    """The relay and the projector need a few hundredths of a second; after that, something is slow."""
    return chain(PAUSES, repeat(LONGEST_PAUSE))
