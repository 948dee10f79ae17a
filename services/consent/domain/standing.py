"""How a consent stands on a day, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.consent.domain.consent import Consent
from shared.policy_packs.validity import copenhagen_date


class Status(StrEnum):
    """Where a consent stands. Withdrawn is said before expired: it is what the person decided."""

    IN_FORCE = "in-force"
    PARTLY_WITHDRAWN = "partly-withdrawn"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


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


def standing(consent: Consent, today: date) -> Standing:
    """Return how a consent stands on a date in Copenhagen; it no longer counts on the day it is valid until."""
    if consent.is_withdrawn():
        return Standing(Status.WITHDRAWN, f"Nothing of it is left since the withdrawal of {_last_withdrawal(consent)}.")
    lifetime = _LIFETIMES[consent.validity.reason]
    if consent.validity.until is not None and today >= consent.validity.until:
        return Standing(Status.EXPIRED, f"Lapsed on {consent.validity.until}. {lifetime}")
    until = f"Valid until {consent.validity.until}, that day not included. " if consent.validity.until else ""
    if consent.withdrawals:
        part = f"Part of it was withdrawn, last on {_last_withdrawal(consent)}; the rest keeps its dates."
        return Standing(Status.PARTLY_WITHDRAWN, f"{part} {until}{lifetime}")
    return Standing(Status.IN_FORCE, f"{until}{lifetime}")


def _last_withdrawal(consent: Consent) -> str:
    return copenhagen_date(max(withdrawal.at for withdrawal in consent.withdrawals)).isoformat()
