"""Who may consent for the subject, by the age of the subject on the day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.policy_packs.model import AgeOfConsent, SubjectRole
from tests.oracle.words import NAME
from tests.unit.disclosure.engine.builders import (
    OPEN,
    TODAY,
    a_check,
    a_consent,
    a_policy,
    a_rule,
    first,
)

CARRIED = a_policy(a_rule("consent"))


@pytest.mark.parametrize(
    ("authority", "born", "reason"),
    [
        ("self", date(2011, 6, 1), None),
        ("self", date(2011, 6, 2), "consent-without-authority"),
        ("self", None, None),
        ("custody", date(2011, 11, 21), None),
        ("custody", date(2011, 11, 20), "consent-without-authority"),
        ("custody", None, "consent-without-authority"),
    ],
)
def test_a_holder_of_custody_decides_until_the_day_the_subject_is_old_enough(
    authority: str, born: date | None, reason: str | None
) -> None:
    consent = a_consent(datetime(2026, 6, 1, 8, tzinfo=UTC), authority=authority)

    assert first(CARRIED, a_check(subject_born=born), consent).reason == reason


@pytest.mark.parametrize(("given", "permitted"), [(TODAY - timedelta(days=1), True), (TODAY, False)])
def test_of_two_ages_of_consent_the_one_in_force_on_the_day_of_giving_holds(given: date, permitted: bool) -> None:
    raised_today = AgeOfConsent("health", (((date(2000, 1, 1), TODAY), 13), ((TODAY, None), 15)))
    ages = {"health": raised_today, "online-service": raised_today}
    consent = a_consent(datetime(given.year, given.month, given.day, 8, tzinfo=UTC))
    of_fourteen = a_check(subject_born=date(2012, 1, 1))

    assert first(a_policy(a_rule("consent"), ages_of_consent=ages), of_fourteen, consent).permitted is permitted


@pytest.mark.parametrize(("authority", "permitted"), [("self", True), ("custody", False)])
def test_before_any_law_said_so_everybody_decided_for_themselves(authority: str, permitted: bool) -> None:
    none_yet = AgeOfConsent("health", (((date(2030, 1, 1), None), 15),))
    policy = a_policy(a_rule("consent"), ages_of_consent={"health": none_yet, "online-service": none_yet})

    assert first(policy, a_check(subject_born=date(2015, 1, 1)), a_consent(authority=authority)).permitted is permitted


def test_people_under_another_law_decide_for_themselves_from_its_age_on() -> None:
    roles = {"patient": SubjectRole("patient", NAME, secrecy=True, age_of_consent="online-service")}
    ages = {
        "health": AgeOfConsent("health", ((OPEN, 15),)),
        "online-service": AgeOfConsent("online-service", ((OPEN, 18),)),
    }
    policy = a_policy(a_rule("consent"), subject_roles=roles, ages_of_consent=ages)
    of_sixteen = a_check(subject_born=date(2010, 1, 1))

    assert first(policy, of_sixteen, a_consent()).reason == "consent-without-authority"
    assert first(CARRIED, of_sixteen, a_consent()).permitted
