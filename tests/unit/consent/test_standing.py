"""How a consent stands on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.consent.domain.scope import WHOLE, Item, Part
from services.consent.domain.standing import Status, standing
from tests.unit.consent.builders import a_consent, a_scope

ANNIVERSARY = date(2027, 3, 1)
TWO_CATEGORIES = a_scope(items=(Item("dx"), Item("notes")))


def test_a_consent_for_other_purposes_lapses_on_its_anniversary_and_not_the_day_before() -> None:
    consent = a_consent()
    assert standing(consent, ANNIVERSARY - timedelta(days=1)).status is Status.IN_FORCE
    assert standing(consent, ANNIVERSARY).status is Status.EXPIRED


def test_the_explanation_of_a_lapse_names_the_day_and_the_reason() -> None:
    explanation = standing(a_consent(), ANNIVERSARY).explanation
    assert "2027-03-01" in explanation
    assert "one calendar year" in explanation


def test_a_consent_given_just_before_midnight_in_london_was_given_the_next_day_in_copenhagen() -> None:
    consent = a_consent(given_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert standing(consent, date(2027, 3, 1)).status is Status.IN_FORCE
    assert standing(consent, date(2027, 3, 2)).status is Status.EXPIRED


def test_a_consent_to_treatment_does_not_lapse_with_the_years() -> None:
    assert standing(a_consent(consent_class="treatment", course="K1"), date(2036, 1, 1)).status is Status.IN_FORCE


def test_an_insurers_consent_holds_until_withdrawn() -> None:
    found = standing(a_consent(consent_class="until-withdrawn"), date(2036, 1, 1))
    assert found.status is Status.IN_FORCE
    assert "until it is withdrawn" in found.explanation


def test_a_part_withdrawn_shows_and_keeps_the_lapse_of_the_rest() -> None:
    consent = a_consent(Part(items=(Item("notes"),)), scope=TWO_CATEGORIES)
    assert standing(consent, ANNIVERSARY - timedelta(days=1)).status is Status.PARTLY_WITHDRAWN
    assert standing(consent, ANNIVERSARY).status is Status.EXPIRED


@pytest.mark.parametrize("today", [date(2026, 4, 1), date(2030, 1, 1)])
def test_withdrawn_is_said_before_expired(today: date) -> None:
    assert standing(a_consent(WHOLE), today).status is Status.WITHDRAWN


def test_every_reason_for_an_end_can_be_explained() -> None:
    for consent_class in ("treatment", "other", "until-withdrawn"):
        for stated_end in (None, date(2026, 6, 1)):
            consent = a_consent(consent_class=consent_class, stated_end=stated_end)
            assert standing(consent, date(2026, 4, 1)).explanation
