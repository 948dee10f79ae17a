"""How a consent stands at a moment, and why."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.consent import Consent, Withdrawal
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.domain.scope import WHOLE
from shared.policy_packs.validity import copenhagen_date


class Status(StrEnum):
    """Where a consent stands. Withdrawn is said before expired: it is what the person decided."""

    IN_FORCE = "in-force"
    PARTLY_WITHDRAWN = "partly-withdrawn"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    INVALIDATED = "invalidated"
    NOT_YET_GIVEN = "not-yet-given"
    EXPIRED = "expired"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and a sentence that explains it."""

    status: Status
    explanation: str


_LIFETIMES = {
    "one-calendar-year": "Consents for other purposes than treatment lapse one calendar year after they were given.",
    "stated-end": "It ends on the date stated in it.",
    "course": "It lives as long as its course of treatment.",
    "until-withdrawn": "It holds until it is withdrawn.",
}


def standing(consent: Consent, at: datetime) -> Standing:
    """Return how a consent stands at any moment, past or to come, as far as is known now.

    It no longer counts on the day it is valid until, a date in Copenhagen. What was found never to have been valid was
    not valid at any moment.
    """
    if at < consent.grant.given_at:
        return Standing(Status.NOT_YET_GIVEN, f"It was given on {copenhagen_date(consent.grant.given_at)}.")
    then = replace(consent, withdrawals=tuple(one for one in consent.withdrawals if one.at <= at))
    last = then.withdrawal_of(WHOLE)
    if last is not None:
        return _ended(then, last)
    return _lapsed(then, copenhagen_date(at)) or _in_force(then)


def standing_of_refused(refused: RefusedConsent) -> Standing:
    """Return how a refused consent stands, at every moment alike: there is none on which it counted."""
    day = copenhagen_date(refused.asked.refused_at)
    return Standing(Status.REFUSED, f"It was asked for and refused on {day}, and never was in force.")


def _ended(consent: Consent, last: Withdrawal) -> Standing:
    """What was never valid is said before all else."""
    if any(one.how == "invalidated" for one in consent.withdrawals):
        return Standing(Status.INVALIDATED, "It was found never to have been valid.")
    day = _last_withdrawal(consent)
    if last.how == "revoked":
        return Standing(Status.REVOKED, f"The controller has ended what was left of it on {day}.")
    return Standing(Status.WITHDRAWN, f"Nothing of it is left since the withdrawal of {day}.")


def _lapsed(consent: Consent, day: date) -> Standing | None:
    until = consent.validity.until
    if until is None or day < until:
        return None
    return Standing(Status.EXPIRED, f"Lapsed on {until}. {_LIFETIMES[consent.validity.reason]}")


def _in_force(consent: Consent) -> Standing:
    lifetime, until = _LIFETIMES[consent.validity.reason], consent.validity.until
    limit = f"Valid until {until}, that day not included. " if until else ""
    if consent.withdrawals:
        part = f"Part of it was withdrawn, last on {_last_withdrawal(consent)}; the rest keeps its dates."
        return Standing(Status.PARTLY_WITHDRAWN, f"{part} {limit}{lifetime}")
    return Standing(Status.IN_FORCE, f"{limit}{lifetime}")


def _last_withdrawal(consent: Consent) -> str:
    return copenhagen_date(max(withdrawal.at for withdrawal in consent.withdrawals)).isoformat()
