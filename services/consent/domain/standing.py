"""How a consent stands at a moment, and why."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.coming_of_age import decides_from
from services.consent.domain.consent import Consent, Withdrawal
from services.consent.domain.giver_rules import age_given_too_young
from services.consent.domain.reached_parts import with_all_that_was_reached
from services.consent.domain.refused_consent import RefusedConsent
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


class Status(StrEnum):
    """Where a consent stands. Withdrawn is said before expired: it is what the person decided.

    Paused is what a holder of custody gave for somebody who has come to decide for themself since; without authority
    what somebody gave themself before they could decide.
    """

    IN_FORCE = "in-force"
    PARTLY_WITHDRAWN = "partly-withdrawn"
    PAUSED = "paused"
    WITHOUT_AUTHORITY = "without-authority"
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


_PARTS = {
    "withdrawn": "Part of it was withdrawn, last on {}.",
    "revoked": "The controller has ended part of it, last on {}.",
    "invalidated": "Part of it was found never to have been valid.",
}


def standing(consent: Consent, at: datetime, pack: Pack | None) -> Standing:
    """Return how a consent stands at any moment, past or to come, as far as is known now.

    It no longer counts on the day it is valid until, a date in Copenhagen. What was found never to have been valid was
    not valid at any moment. From which age people decide for themselves is the controller's pack's to say. What
    somebody who has died agreed to stands, and what it still carries is for the rules for the dead to say.
    """
    if at < consent.grant.given_at:
        return Standing(Status.NOT_YET_GIVEN, f"It was given on {copenhagen_date(consent.grant.given_at)}.")
    then = replace(consent, withdrawals=tuple(one for one in consent.withdrawals if one.at <= at))
    end = with_all_that_was_reached(then, pack).first_that_left_nothing()
    if end is not None:
        return _ended(end)
    day = copenhagen_date(at)
    own_from = own_decision_from(then, day, pack)
    return (
        _without_authority(then, pack)
        or _lapsed(then, day)
        or _paused(then, own_from, day)
        or _after_death(_in_force(then, own_from), then, day)
    )


def own_decision_from(consent: Consent, day: date, pack: Pack | None) -> date | None:
    """Return the day from which what was consented to by custody is the subject's own to decide, by a day's law."""
    if consent.grant.given_by.authority != "custody":
        return None
    grant = consent.grant
    return decides_from(consent.subject_born, grant.scope.purposes, grant.subject_role, pack, day)


def standing_of_refused(refused: RefusedConsent) -> Standing:
    """Return how a refused consent stands, at every moment alike: there is none on which it counted."""
    day = copenhagen_date(refused.asked.refused_at)
    return Standing(Status.REFUSED, f"It was asked for and refused on {day}, and never was in force.")


def _ended(end: Withdrawal) -> Standing:
    """By how the last that was left of it ended; what is done to a consent after that ends nothing."""
    day = copenhagen_date(end.at)
    if end.how == "invalidated":
        return Standing(Status.INVALIDATED, "It was found never to have been valid.")
    if end.how == "revoked":
        return Standing(Status.REVOKED, f"The controller has ended what was left of it on {day}.")
    return Standing(Status.WITHDRAWN, f"Nothing of it is left since the withdrawal of {day}.")


def _without_authority(consent: Consent, pack: Pack | None) -> Standing | None:
    """As the gate judges it: by the day of giving, so growing older does not mend it."""
    needed = age_given_too_young(consent.grant, consent.subject_born, pack)
    if needed is None:
        return None
    why = f"The person gave it and was younger than {needed}, so it has never counted."
    return Standing(Status.WITHOUT_AUTHORITY, why)


def _lapsed(consent: Consent, day: date) -> Standing | None:
    until = consent.validity.until
    if until is None or day < until:
        return None
    return Standing(Status.EXPIRED, f"Lapsed on {until}. {_LIFETIMES[consent.validity.reason]}")


def _paused(consent: Consent, own_from: date | None, day: date) -> Standing | None:
    if own_from is None or day < own_from:
        return None
    died_on = consent.subject_died
    if died_on is not None and died_on < own_from:
        gone = f"A holder of custody gave it for a person who died on {died_on}, and would have decided from {own_from}"
        return Standing(Status.PAUSED, f"{gone} on: since then it does not count.")
    why = f"A holder of custody gave it, and since {own_from} the person decides."
    return Standing(Status.PAUSED, f"{why} It does not count; a consent of the person's own may renew it.")


def _in_force(consent: Consent, own_from: date | None) -> Standing:
    lifetime, until = _LIFETIMES[consent.validity.reason], consent.validity.until
    limit = f"Valid until {until}, that day not included. " if until else ""
    if own_from is not None:
        limit += f"A holder of custody gave it; from {own_from} on the person decides, and it is paused. "
    if consent.withdrawals:
        ended = f"{_parts_that_ended(consent)} The rest keeps its dates."
        return Standing(Status.PARTLY_WITHDRAWN, f"{ended} {limit}{lifetime}")
    return Standing(Status.IN_FORCE, f"{limit}{lifetime}")


def _after_death(found: Standing, consent: Consent, day: date) -> Standing:
    died_on = consent.subject_died
    if died_on is None or day < died_on:
        return found
    limit = f"The person died on {died_on}: from that day on it carries only what a rule for the dead lets it carry."
    return replace(found, explanation=f"{limit} {found.explanation}")


def _parts_that_ended(consent: Consent) -> str:
    last = {one.how: copenhagen_date(one.at) for one in sorted(consent.withdrawals, key=lambda one: one.at)}
    return " ".join(said.format(last[how]) for how, said in _PARTS.items() if how in last)
