"""Who speaks when a person who signed in acts for somebody else, and whether that person may."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.consent.domain.consent import Giver
from services.consent.domain.delegation import Delegation
from services.consent.domain.errors import Fault, SubjectNotFound
from services.consent.domain.reach import Reach
from services.consent.use_cases.check_request import refuse
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.subject_references import NamedSubject

SELF = Giver("self")


@dataclass(frozen=True, slots=True)
class Said:
    """Whose word a request says it is, if it does, and where it says so; and when the subject was born, where known."""

    by: Giver | None
    pointer: str
    born: date | None


def speaker_for(reach: Reach, controller: str, subject: NamedSubject, surroundings: Surroundings) -> Giver:
    """Return as whom the caller speaks about a subject; raise SubjectNotFound where they may not."""
    if reach.subjects is None or set(subject.references) <= reach.subjects:
        return SELF
    with surroundings.units.snapshot() as unit:
        return _by(_delegation(unit, reach, controller, subject.references))


def require_power(unit: UnitOfWork, reach: Reach | None, controller: str, subject: str) -> None:
    """Raise SubjectNotFound unless the person may still act for the subject, whom this transaction has locked."""
    if reach is not None and reach.is_another(subject):
        _delegation(unit, reach, controller, [subject])


def as_spoken(unit: UnitOfWork, reach: Reach, controller: str, subject: str, said: Said) -> Said:
    """Return what was said about something within reach with whose word it is: of a person who signed in, their own.

    Refuses a person who claims to be somebody else. Their birthday is the subject's only if they are the same.
    """
    if reach.subjects is None:
        return said
    so = _by(_delegation(unit, reach, controller, [subject])) if reach.is_another(subject) else SELF
    if said.by is not None and said.by not in (so, Giver(so.authority)):
        refuse([Fault(said.pointer, as_nobody_else(so))])
    return replace(said, by=so, born=None if reach.is_another(subject) else said.born)


def as_nobody_else(so: Giver) -> str:
    """Return what a person is told who claims another authority than the one they speak with, or another's name."""
    return f"Who signed in says this with the authority «{so.authority}», as themself: say that, without a reference."


def _delegation(unit: UnitOfWork, reach: Reach, controller: str, subjects: Sequence[str]) -> Delegation:
    found = unit.delegations.to_act_by(reach, controller, subjects) if reach.acting else None
    if found is None:
        raise SubjectNotFound
    return found


def _by(delegation: Delegation) -> Giver:
    authority = "custody" if delegation.mandate.kind == "custody" else "representative"
    return Giver(authority, delegation.mandate.delegate.id)
