"""How a delegation stands at a moment, what it still lets the delegate do, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.delegation import Delegation, Mandate
from services.consent.domain.mandate_authority import (
    age_given_too_young,
    own_authority_from,
    view_is_left,
    view_until,
)
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


class DelegationStatus(StrEnum):
    """Where a delegation stands. Only one in force lets anybody see anything."""

    NOT_YET_REQUESTED = "not-yet-requested"
    REQUESTED = "requested"
    DECLINED = "declined"
    NOT_YET_BEGUN = "not-yet-begun"
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    ENDED = "ended"
    WITHOUT_AUTHORITY = "without-authority"


@dataclass(frozen=True, slots=True)
class DelegationStanding:
    """A status, a sentence that explains it, and the powers that are left; none unless it is in force."""

    status: DelegationStatus
    explanation: str
    powers: tuple[str, ...] = ()


def standing_of_delegation(delegation: Delegation, at: datetime, pack: Pack | None) -> DelegationStanding:
    """Return how a delegation stands at any moment, past or to come, as far as is known now.

    It is over on the day the subject dies. What rests on custody is over from the day the subject decides, but for what
    a rule of the pack lets a holder of custody see for longer. What the subject gave too young never counts.
    """
    return (
        _settled(delegation, at)
        or _after_death(delegation, copenhagen_date(at))
        or _outside_its_days(delegation.mandate, copenhagen_date(at))
        or _without_authority(delegation, pack)
        or _by_age(delegation, copenhagen_date(at), pack)
    )


def _settled(delegation: Delegation, at: datetime) -> DelegationStanding | None:
    """What is so whatever the day."""
    ended, declined, accepted = (delegation.step(name) for name in ("ended", "declined", "accepted"))
    if ended is not None and ended.at <= at:
        return DelegationStanding(DelegationStatus.ENDED, f"It was ended on {copenhagen_date(ended.at)}.")
    if declined is not None and declined.at <= at:
        return DelegationStanding(DelegationStatus.DECLINED, f"It was declined on {copenhagen_date(declined.at)}.")
    if accepted is not None and accepted.at <= at:
        return None
    if at < delegation.recorded.at:
        day = copenhagen_date(delegation.recorded.at)
        return DelegationStanding(DelegationStatus.NOT_YET_REQUESTED, f"It was asked for on {day}.")
    return DelegationStanding(DelegationStatus.REQUESTED, "It was asked for, and not accepted.")


def _after_death(delegation: Delegation, day: date) -> DelegationStanding | None:
    died_on = delegation.subject_died
    if died_on is None or day < died_on:
        return None
    return DelegationStanding(DelegationStatus.EXPIRED, f"The person for whom it was died on {died_on}.")


def _outside_its_days(mandate: Mandate, day: date) -> DelegationStanding | None:
    if day < mandate.begins:
        return DelegationStanding(DelegationStatus.NOT_YET_BEGUN, f"It begins on {mandate.begins}.")
    if mandate.ends is not None and day >= mandate.ends:
        return DelegationStanding(DelegationStatus.EXPIRED, f"Its mandate was until {mandate.ends}.")
    return None


def _without_authority(delegation: Delegation, pack: Pack | None) -> DelegationStanding | None:
    """The gate judges the word by the day from which it counts, so growing older does not mend it."""
    accepted, begins = delegation.step("accepted"), delegation.mandate.begins
    since = max(begins, copenhagen_date(accepted.at)) if accepted is not None else begins
    needed = age_given_too_young(delegation.mandate, delegation.subject_born, since, pack)
    if needed is None:
        return None
    why = f"The person gave it and was younger than {needed} when it began: it lets nobody do anything."
    return DelegationStanding(DelegationStatus.WITHOUT_AUTHORITY, why)


def _by_age(delegation: Delegation, day: date, pack: Pack | None) -> DelegationStanding:
    mandate, born = delegation.mandate, delegation.subject_born
    limit = f"Its mandate is until {mandate.ends}, that day not included." if mandate.ends else "It has no stated end."
    own_from = own_authority_from(mandate, born, day, pack)
    if own_from is None:
        return DelegationStanding(DelegationStatus.IN_FORCE, limit, mandate.powers)
    if day < own_from:
        until = f"It rests on custody, and lasts until {own_from}, from when the person decides."
        return DelegationStanding(DelegationStatus.IN_FORCE, f"{until} {limit}", mandate.powers)
    over = f"It rests on custody, and since {own_from} the person decides."
    if view_is_left(mandate, born, day, pack):
        last = view_until(mandate, born, day, pack)
        left = f"The controller's policy lets a holder of custody see some data until {last}."
        return DelegationStanding(DelegationStatus.IN_FORCE, f"{over} {left}", ("view",))
    return DelegationStanding(DelegationStatus.EXPIRED, over)
