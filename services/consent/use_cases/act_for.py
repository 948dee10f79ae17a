"""Who speaks when a person who signed in acts for somebody else, and whether that person may."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.consent.domain.consent import Giver
from services.consent.domain.delegation import Delegation
from services.consent.domain.errors import Fault, InvalidRequest, SubjectNotFound
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
    born: date | None = None


def about_scope(scope: Scope, course: str | None) -> About:
    """Return what a consent is about, given or refused."""
    return About(scope.bound_to(course).as_part(), "/scope")


def speaker_for(
    reach: Reach, controller: str, subject: NamedSubject, said: Said | None, surroundings: Surroundings
) -> Giver:
    """Return as whom the caller speaks about a subject; raise SubjectNotFound where they may not at all.

    Refuses one whose delegations do not reach what is said, and a person who claims to be somebody else. None is `said`
    where what a person reaches is looked for. Of several delegations the person speaks by the one they claim to.
    """
    if reach.subjects is None:
        return SELF
    if set(subject.references) <= reach.subjects:
        return _as_claimed([SELF], said)
    with surroundings.units.snapshot() as unit:
        return _delegate(unit, reach, controller, subject.references, said)


def require_power(
    unit: UnitOfWork, reach: Reach | None, controller: str, subject: str, part: Part, by: Giver | None
) -> None:
    """Raise SubjectNotFound unless the person may still speak `by` that authority, for the subject locked here."""
    if reach is None or not reach.is_another(subject):
        return
    found = unit.delegations.to_act_by(reach, controller, [subject])
    if not any(one.mandate.part.covers(part) and _by(one) == by for one in found):
        raise SubjectNotFound


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
    if not reach.is_another(subject):
        return replace(said, by=_as_claimed([SELF], said))
    return replace(said, by=_delegate(unit, reach, controller, [subject], said), born=None)


def _delegate(unit: UnitOfWork, reach: Reach, controller: str, subjects: Sequence[str], said: Said | None) -> Giver:
    found = unit.delegations.to_act_by(reach, controller, subjects)
    if not found:
        raise SubjectNotFound
    reaching = [_by(one) for one in found if said is None or one.mandate.part.covers(said.about.part)]
    if said is not None and not reaching:
        refuse([Fault(said.about.pointer, "No delegation to the person who signed in reaches all of this.")])
    return _as_claimed(reaching, said)


def _as_claimed(speakers: Sequence[Giver], said: Said | None) -> Giver:
    """Return the first of these that the request claims to be, or the first where it claims nothing."""
    if said is None or said.by is None:
        return speakers[0]
    for one in speakers:
        if said.by in (one, Giver(one.authority)):
            return one
    raise InvalidRequest([Fault(said.pointer, _whose_word_it_can_be(speakers))])


def _whose_word_it_can_be(speakers: Sequence[Giver]) -> str:
    own = " or ".join(dict.fromkeys(f"«{one.authority}»" for one in speakers))
    return f"Who signed in says this with the authority {own}, as themself: say that, without a reference."


def _by(delegation: Delegation) -> Giver:
    authority = "custody" if delegation.mandate.kind == "custody" else "representative"
    return Giver(authority, delegation.mandate.delegate.id)
