"""Who may consent for whom."""

from datetime import UTC, date, datetime

import pytest

from services.consent.domain.consent import Giver
from services.consent.domain.grant_rules import faults_of_grant
from tests.unit.consent.builders import a_grant, a_pack

FIFTEENTH_BIRTHDAY = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("authority", "born", "may"),
    [
        ("self", date(2011, 3, 1), True),
        ("self", date(2011, 3, 2), False),
        ("custody", date(2011, 3, 2), True),
        ("custody", date(2011, 3, 1), False),
        ("representative", date(2011, 3, 2), True),
        ("representative", date(1950, 1, 1), True),
        ("custody", None, True),
        ("self", None, True),
    ],
)
def test_people_consent_from_their_fifteenth_birthday_and_a_holder_of_custody_until_then(
    authority: str, born: date | None, may: bool
) -> None:
    grant = a_grant(given_at=FIFTEENTH_BIRTHDAY, given_by=Giver(authority, "k1.other"))
    faults = faults_of_grant(grant, a_pack(), FIFTEENTH_BIRTHDAY, born)

    assert [fault.pointer for fault in faults] == ([] if may else ["/given_by/authority"])


@pytest.mark.parametrize("authority", ["self", "custody", "representative"])
def test_nobody_consents_for_somebody_who_is_not_born(authority: str) -> None:
    grant = a_grant(given_at=FIFTEENTH_BIRTHDAY, given_by=Giver(authority, "k1.other"))
    unborn, born = (
        faults_of_grant(grant, a_pack(), FIFTEENTH_BIRTHDAY, day) for day in (date(2026, 3, 2), date(2026, 3, 1))
    )

    assert [fault.pointer for fault in unborn] == ["/given_at"]
    assert [fault.pointer for fault in born] == (["/given_by/authority"] if authority == "self" else [])


@pytest.mark.parametrize(("born", "may"), [(date(1990, 6, 1), False), (date(1990, 5, 1), True), (None, True)])
def test_who_is_grown_up_today_is_judged_by_the_day_of_giving(born: date | None, may: bool) -> None:
    grant = a_grant(given_at=datetime(2005, 5, 1, 12, tzinfo=UTC))
    faults = faults_of_grant(grant, a_pack(), FIFTEENTH_BIRTHDAY, born)

    assert [fault.pointer for fault in faults] == ([] if may else ["/given_by/authority"])


def test_before_any_law_gave_an_age_nothing_is_held_against_the_giver() -> None:
    grant = a_grant(given_at=datetime(1998, 9, 30, 12, tzinfo=UTC))

    assert faults_of_grant(grant, a_pack(), FIFTEENTH_BIRTHDAY, date(1990, 1, 1)) == []


@pytest.mark.parametrize(
    ("authority", "born", "may"),
    [
        ("self", date(2010, 3, 1), True),
        ("self", date(2010, 3, 2), False),
        ("custody", date(2010, 3, 2), True),
        ("custody", date(2010, 3, 1), False),
    ],
)
def test_the_age_of_a_role_goes_before_that_of_the_purpose(authority: str, born: date, may: bool) -> None:
    grant = a_grant(given_at=FIFTEENTH_BIRTHDAY, given_by=Giver(authority, "k1.other"), subject_role="uk-patient")
    faults = faults_of_grant(grant, a_pack(), FIFTEENTH_BIRTHDAY, born)

    assert [fault.pointer for fault in faults] == ([] if may else ["/given_by/authority"])


def test_a_role_that_the_pack_does_not_have_is_refused_with_the_nearest_one() -> None:
    (fault,) = faults_of_grant(
        a_grant(given_at=FIFTEENTH_BIRTHDAY, subject_role="uk-patent"), a_pack(), FIFTEENTH_BIRTHDAY, None
    )

    assert (fault.pointer, "uk-patient" in fault.detail) == ("/subject_role", True)
