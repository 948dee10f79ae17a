"""What every change does: take the subject's next version, and announce the change and the new state."""

from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.consent import Recorded, Recorder
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.present_state import present_state
from services.consent.use_cases.surroundings import Surroundings
from services.consent.use_cases.told_state import require_room, told_state
from shared.events.envelope import Document, Event
from shared.events.topics import CONSENT_CHANGES, CONSENT_STATES
from shared.identifiers import new_id


def next_version(
    unit: UnitOfWork, controller: str, subject: str, recorder: Recorder, surroundings: Surroundings
) -> Recorded:
    """Take the subject's next version. Other writers wait until this transaction has ended."""
    unit.versions.lock(controller, subject)
    version = unit.versions.advance(controller, subject)
    return Recorded(at=surroundings.clock(), by=recorder.client, state_version=version, staff=recorder.staff)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened: the type of its event and, in codes and references only, what the audit log is told."""

    type: str
    controller: str
    subject: str
    data: Document


def announce(unit: UnitOfWork, change: Change, recorded: Recorded) -> None:
    """Write what happened and the state it led to into the outbox, both under the subject's key."""
    state = told_state(present_state(unit, change.controller, change.subject))
    require_room(change.type, change.data, state)
    told = {**change.data, "state_version": recorded.state_version, "client": recorded.by}
    if recorded.staff is not None:
        told["staff"] = recorded.staff
    for topic, kind, data in (
        (CONSENT_STATES, "SubjectStateChanged", state),
        (CONSENT_CHANGES, change.type, told),
    ):
        event = Event(new_id(), kind, recorded.at, change.controller, change.subject, data)
        unit.outgoing.add(topic, event)


def announce_unchanged(unit: UnitOfWork, change: Change, at: datetime) -> None:
    """Write what happened into the outbox, where it leaves the subject's state, and so its version, as it is."""
    version = unit.versions.current(change.controller, [change.subject])[change.subject]
    told = {**change.data, "state_version": version}
    unit.outgoing.add(CONSENT_CHANGES, Event(new_id(), change.type, at, change.controller, change.subject, told))


def not_later_than(moment: datetime | None, recorded: Recorded) -> datetime:
    """Return when something was said: now unless stated, and never later than it was entered.

    A sender's clock may run ahead of ours. A withdrawal dated after its recording would leave a gap in which it
    is answered, yet not in force.
    """
    return recorded.at if moment is None else min(moment, recorded.at)
