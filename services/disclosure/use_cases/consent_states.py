"""Which consent state a decision may rely on: the copy inside its lease, else the consent service, else none."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.use_cases.ports import (
    ConsentCopy,
    ConsentUnavailable,
    StatesRead,
    StrongRead,
    SubjectKey,
    UnitOfWork,
    Units,
)
from shared.subject_references import SubjectUncertain, on_record

COPY = "copy"
STRONG_READ = "strong-read"
NONE = "none"
NEVER = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KnownState:
    """A subject's state, the reference it is under, where it came from, and until when to commit a decision on it.

    No state at all can be relied on for ever: everything that depends on it is denied.
    """

    reference: str
    state: SubjectState | None
    source: str
    relied_on_until: datetime


KnownStates = dict[SubjectKey, KnownState]


@dataclass(frozen=True, slots=True)
class StateReader:
    """Finds the state of each subject.

    The copy counts while its partition's heartbeat is younger than the lease: after a withdrawal has been
    answered for that long, no gate permits anything that relied on what was withdrawn.
    """

    strong_read: StrongRead
    lease: timedelta
    clock_margin: timedelta

    def reliable(
        self, unit: UnitOfWork, keys: AbstractSet[SubjectKey], strong: KnownStates, now: datetime
    ) -> KnownStates:
        """Return the subjects of whom something can be relied on; all are locked until the transaction ends.

        What consent said when asked counts before the copy, unless the copy has come to a newer version since: the
        withdrawal in that may have been confirmed. It is locked all the same, so that none is confirmed meanwhile.
        """
        copies = unit.consent_copies.read(keys)
        found = {
            key: self._newer(strong[key], copy) if key in strong else self._from_copy(copy, now)
            for key, copy in copies.items()
        }
        return {key: known for key, known in found.items() if known.relied_on_until > now}

    @staticmethod
    def _newer(strong: KnownState, copy: ConsentCopy) -> KnownState:
        if strong.state is None:
            return strong
        # A new key may have come to be used since, under which the subject was not looked for.
        outdated = strong.state.version < copy.state.version or not (strong.state.version or copy.certain)
        return replace(strong, relied_on_until=NEVER) if outdated else strong

    def strongly(self, keys: Iterable[SubjectKey], now: datetime) -> KnownStates:
        """Ask the consent service; a subject it does not tell of has no state that can be relied on."""
        found: KnownStates = {}
        for controller, group in groupby(sorted(keys), key=lambda key: key.controller):
            found |= self._ask(controller, list(group), now)
        return found

    def of_one(self, key: SubjectKey, units: Units, now: datetime) -> KnownState:
        """Return the state of one subject, from the copy or else from the consent service; it is not locked."""
        with units.begin() as unit:
            known = self.reliable(unit, {key}, {}, now)
        return (known or self.strongly([key], now))[key]

    def _from_copy(self, copy: ConsentCopy, now: datetime) -> KnownState:
        complete_until = copy.complete_until
        # A heartbeat from further ahead than clocks may differ says nothing about how old the copy is.
        if complete_until is None or complete_until > now + self.clock_margin:
            return KnownState(copy.reference, copy.state, COPY, NEVER)
        return KnownState(copy.reference, copy.state, COPY, complete_until + self.lease)

    def _ask(self, controller: str, keys: list[SubjectKey], now: datetime) -> KnownStates:
        references = [reference for key in keys for reference in key.references]
        try:
            read = self.strong_read.states(controller, references)
        except ConsentUnavailable:
            read = StatesRead({}, frozenset())
        return {key: self._strongly_read(key, read, now) for key in keys}

    def _strongly_read(self, key: SubjectKey, read: StatesRead, now: datetime) -> KnownState:
        try:
            recorded = {reference for reference in key.references if read.states[reference].version}
            reference = on_record(key.references, recorded, read.keys) or key.references[0]
        except (KeyError, SubjectUncertain):
            return KnownState(key.references[0], None, NONE, FOREVER)
        return KnownState(reference, read.states[reference], STRONG_READ, now + self.lease)
