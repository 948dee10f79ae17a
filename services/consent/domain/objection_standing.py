"""How an objection stands at a moment, and who can lift it then."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.coming_of_age import decides_in_some_role_from
from services.consent.domain.objection import ANSWERABLE, Objection
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


class ObjectionStatus(StrEnum):
    """Where an objection stands.

    One on grounds of somebody's own situation awaits an answer, and suspends what it reaches until then; it is upheld,
    or compelling grounds prevail over it, and the person is told which (article 21(1) GDPR).
    """

    NOT_YET_RAISED = "not-yet-raised"
    IN_FORCE = "in-force"
    AWAITING_ANSWER = "awaiting-answer"
    UPHELD = "upheld"
    OVERRIDDEN = "overridden"
    LIFTED = "lifted"


_UNTIL_LIFTED = "It stands until it is lifted in so many words."


@dataclass(frozen=True, slots=True)
class ObjectionStanding:
    """A status, a sentence that explains it, and whose the objection is: with what authority it can be lifted."""

    status: ObjectionStatus
    explanation: str
    held_by: str


def standing_of_objection(objection: Objection, at: datetime, pack: Pack | None) -> ObjectionStanding:
    """Return how an objection stands at any moment, past or to come, as far as is known now.

    What a holder of custody raised becomes the subject's own on the day from which the subject decides in some role.
    """
    day = copenhagen_date(at)
    own_from = own_objection_from(objection, day, pack)
    is_own = own_from is not None and day >= own_from
    status, explanation = _status(objection, at)
    return ObjectionStanding(
        status, f"{explanation}{_whose(own_from, is_own=is_own)}", "self" if is_own else objection.authority
    )


def own_objection_from(objection: Objection, day: date, pack: Pack | None) -> date | None:
    """Return the day from which what a holder of custody objected to is the subject's own to decide, by a day's law."""
    if objection.authority != "custody":
        return None
    return decides_in_some_role_from(objection.subject_born, objection.part.purposes, pack, day)


def _status(objection: Objection, at: datetime) -> tuple[ObjectionStatus, str]:
    lift = objection.lift
    if at < objection.raised_at:
        return ObjectionStatus.NOT_YET_RAISED, f"It was raised on {copenhagen_date(objection.raised_at)}."
    if lift is not None and lift.at <= at:
        return ObjectionStatus.LIFTED, f"It was lifted on {copenhagen_date(lift.at)}."
    if objection.kind == ANSWERABLE:
        return _weighed(objection, at)
    return ObjectionStatus.IN_FORCE, _UNTIL_LIFTED


def _weighed(objection: Objection, at: datetime) -> tuple[ObjectionStatus, str]:
    answer = objection.answer
    if answer is None or at < answer.at:
        since = copenhagen_date(objection.raised_at)
        why = f"It has awaited the controller's answer since {since}, and suspends what it reaches until then."
        return ObjectionStatus.AWAITING_ANSWER, why
    day = copenhagen_date(answer.at)
    if answer.answer == "overridden":
        return ObjectionStatus.OVERRIDDEN, f"Compelling grounds have prevailed over it since {day}."
    return ObjectionStatus.UPHELD, f"The controller upheld it on {day}. {_UNTIL_LIFTED}"


def _whose(own_from: date | None, *, is_own: bool) -> str:
    if own_from is None:
        return ""
    if is_own:
        return f" A holder of custody raised it; since {own_from} it is the person's own, who alone can lift it."
    return f" A holder of custody raised it; from {own_from} on it is the person's own."
