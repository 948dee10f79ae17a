"""How an objection stands at a moment, and who can lift it then."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.coming_of_age import decides_from
from services.consent.domain.objection import Objection
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


class ObjectionStatus(StrEnum):
    """Where an objection stands. Compelling grounds may prevail over one; the person is told which."""

    NOT_YET_RAISED = "not-yet-raised"
    IN_FORCE = "in-force"
    OVERRIDDEN = "overridden"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class ObjectionStanding:
    """A status, a sentence that explains it, and whose the objection is: with what authority it can be lifted."""

    status: ObjectionStatus
    explanation: str
    held_by: str


def standing_of_objection(objection: Objection, at: datetime, pack: Pack | None) -> ObjectionStanding:
    """Return how an objection stands at any moment, past or to come, as far as is known now.

    What a holder of custody raised becomes the subject's own on the day from which the subject decides.
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
    return decides_from(objection.subject_born, objection.part.purposes, objection.subject_role, pack, day)


def _status(objection: Objection, at: datetime) -> tuple[ObjectionStatus, str]:
    lift, answer = objection.lift, objection.answer
    if at < objection.raised_at:
        return ObjectionStatus.NOT_YET_RAISED, f"It was raised on {copenhagen_date(objection.raised_at)}."
    if lift is not None and lift.at <= at:
        return ObjectionStatus.LIFTED, f"It was lifted on {copenhagen_date(lift.at)}."
    if answer is not None and answer.at <= at and answer.answer == "overridden":
        since = copenhagen_date(answer.at)
        return ObjectionStatus.OVERRIDDEN, f"Compelling grounds have prevailed over it since {since}."
    return ObjectionStatus.IN_FORCE, "It stands until it is lifted in so many words."


def _whose(own_from: date | None, *, is_own: bool) -> str:
    if own_from is None:
        return ""
    if is_own:
        return f" A holder of custody raised it; since {own_from} it is the person's own, who alone can lift it."
    return f" A holder of custody raised it; from {own_from} on it is the person's own."
