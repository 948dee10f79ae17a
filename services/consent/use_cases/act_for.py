"""Who speaks when a person who signed in acts for somebody else, and whether that person may."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.consent.domain.consent import Giver
from services.consent.domain.delegation import Delegation
from services.consent.domain.errors import Fault, SubjectNotFound
from services.consent.domain.reach import Reach
from services.consent.domain.scope import Part, Scope
from services.consent.use_cases.check_request import refuse
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.subject_references import NamedSubject

SELF = Giver("self")


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says something about, and where the request names it."""

    part: Part
    pointer: str


@dataclass(frozen=True, slots=True)
class Said:
    """Whose word a request says it is, if it does, and where; about what; and when the subject was born, if known."""

    by: Giver | None
    pointer: str
    about: About
    born: date | None


def about_scope(scope: Scope, course: str | None) -> About:
    """Return what a consent is about, given or refused."""
    return About(scope.bound_to(course).as_part(), "/scope")


def speaker_for(
    reach: Reach, controller: str, subject: NamedSubject, about: About | None, surroundings: Surroundings
) -> Giver:
    """Return as whom the caller speaks about a subject; raise SubjectNotFound where they may not at all.

    Refuses one whose delegations do not reach what it is `about`; None where what they reach is looked for.
    """
    if reach.subjects is None or set(subject.references) <= reach.subjects:
        return SELF
    with surroundings.units.snapshot() as unit:
        return _by(_delegation(unit, reach, controller, subject.references, about))


def require_power(unit: UnitOfWork, reach: Reach | None, controller: str, subject: str, about: About) -> None:
    """Raise SubjectNotFound unless the person may still act for the subject, whom this transaction has locked."""
    if reach is not None and reach.is_another(subject):
        _delegation(unit, reach, controller, [subject], about)


def reach_of_what_is_named(reach: Reach | None, controller: str, subject: str) -> Reach:
    """Return within which reach an older record must lie that a request about a subject names."""
    if reach is not None and reach.is_another(subject):
        return reach
    return Reach(frozenset({controller}), frozenset({subject}))


def as_spoken(unit: UnitOfWork, reach: Reach, controller: str, subject: str, said: Said) -> Said:
    """Return what was said about something within reach with whose word it is: of a person who signed in, their own.

    Refuses a person who claims to be somebody else. Their birthday is the subject's only if they are the same.
    """
    if reach.subjects is None:
        return said
    so = _by(_delegation(unit, reach, controller, [subject], said.about)) if reach.is_another(subject) else SELF
    if said.by is not None and said.by not in (so, Giver(so.authority)):
        refuse([Fault(said.pointer, as_nobody_else(so))])
    return replace(said, by=so, born=None if reach.is_another(subject) else said.born)


def as_nobody_else(so: Giver) -> str:
    """Return what a person is told who claims another authority than the one they speak with, or another's name."""
    return f"Who signed in says this with the authority «{so.authority}», as themself: say that, without a reference."


def _delegation(
    unit: UnitOfWork, reach: Reach, controller: str, subjects: Sequence[str], about: About | None
) -> Delegation:
    found = unit.delegations.to_act_by(reach, controller, subjects)
    if not found:
        raise SubjectNotFound
    reaching = [one for one in found if about is None or one.mandate.part.covers(about.part)]
    if about is not None and not reaching:
        refuse([Fault(about.pointer, "No delegation to the person who signed in reaches all of this.")])
    return reaching[0]


def _by(delegation: Delegation) -> Giver:
    authority = "custody" if delegation.mandate.kind == "custody" else "representative"
    return Giver(authority, delegation.mandate.delegate.id)
