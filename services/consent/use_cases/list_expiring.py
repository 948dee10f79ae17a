"""List the consents that lapse soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.consent.domain.consent import Consent
from services.consent.domain.reminder import Days
from services.consent.use_cases.consents_in_force import is_in_force
from services.consent.use_cases.consents_without_authority import consents_without_authority
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.page_of_shown import page_of_shown
from services.consent.use_cases.reminder_ports import AskedAnew, PlaceByDay
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.validity import copenhagen_date


@dataclass(frozen=True, slots=True)
class ListExpiring:
    """Of which controller, lapsing within how many days, after which place, and how many."""

    controller: str
    within_days: int
    after: PlaceByDay | None
    limit: int


def list_expiring(question: ListExpiring, surroundings: Surroundings) -> tuple[list[Document], PlaceByDay | None]:
    """Return consents in force that nobody has renewed, the first to lapse first, and where to go on.

    Computed from the consents themselves, so it misses nothing whether or not anybody was reminded.
    """
    now, pack = surroundings.clock(), surroundings.packs.get(question.controller)
    days = days_within(copenhagen_date(now), question.within_days)
    with surroundings.units.snapshot() as unit:
        asked = AskedAnew(question.controller, consents_without_authority(pack, unit))
        found, last = page_of_shown(
            lambda after, limit: unit.reminders.lapsing(asked, days, after, limit, unannounced=False),
            place_by_day,
            question.after,
            question.limit,
            lambda consent: is_in_force(consent, now, pack),
        )
    return [consent_answer(consent, now, pack) for consent in found], last


def days_within(today: date, number: int) -> Days:
    """Return the days on which a consent still in force today can lapse within so many."""
    return Days(after=today, last=today + timedelta(days=number))


def place_by_day(consent: Consent) -> PlaceByDay:
    assert consent.validity.until is not None
    return PlaceByDay(consent.validity.until, consent.id)
