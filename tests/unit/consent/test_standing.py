"""How a consent stands on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.consent.domain import standing as standings
from services.consent.domain.consent import Consent, Giver
from services.consent.domain.period import Period
from services.consent.domain.scope import WHOLE, Item, Part
from services.consent.domain.standing import Standing, Status
from tests.unit.consent.builders import a_consent, a_pack, a_scope, a_withdrawal


def standing(consent: Consent, day: date) -> Standing:
    return standings.standing(consent, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), a_pack())


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


def test_a_consent_to_treatment_that_states_its_end_lapses_for_that_reason() -> None:
    consent = a_consent(consent_class="treatment", course="K1", stated_end=date(2026, 6, 1))
    for day in (date(2026, 4, 1), date(2026, 6, 1)):
        assert "2026-06-01" in (explanation := standing(consent, day).explanation)
        assert explanation.endswith("It ends on the date stated in it.")


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


@pytest.mark.parametrize("withdrawn", [(), (Part(items=(Item("notes"),)),)])
def test_from_the_day_of_death_on_it_is_said_that_only_a_rule_for_the_dead_lets_it_carry(
    withdrawn: tuple[Part, ...],
) -> None:
    died_on = date(2026, 5, 3)
    alive = a_consent(*withdrawn, scope=TWO_CATEGORIES)
    dead = replace(alive, subject_died=died_on)
    before, after = standing(dead, died_on - timedelta(days=1)), standing(dead, died_on)
    assert before == standing(alive, died_on - timedelta(days=1))
    assert after.status is before.status
    assert after.explanation == (
        "The person died on 2026-05-03: from that day on it carries only what a rule for the dead lets it carry. "
        f"{before.explanation}"
    )


def test_what_nobody_may_rely_on_anyway_is_explained_without_the_death() -> None:
    dead = replace(a_consent(WHOLE), subject_died=date(2026, 5, 3))
    assert "died" not in standing(dead, date(2026, 6, 1)).explanation


@pytest.mark.parametrize("role", [None, "uk-patient"])
def test_what_somebody_gave_too_young_never_counts_however_old_they_become(role: str | None) -> None:
    needed, given_on = 15 if role is None else 16, date(2026, 3, 1)
    too_young, old_enough = (
        replace(a_consent(consent_class="until-withdrawn", subject_role=role), subject_born=born)
        for born in (date(2026 - needed, 3, 2), date(2026 - needed, 3, 1))
    )
    for day in (given_on, date(2040, 1, 1)):
        found = standing(too_young, day)
        assert (found.status, f"younger than {needed}" in found.explanation) == (Status.WITHOUT_AUTHORITY, True)
        assert standing(old_enough, day).status is Status.IN_FORCE


def test_nobody_is_said_to_decide_after_their_death() -> None:
    child = replace(a_consent(given_by=Giver("custody", "parent-1")), subject_born=date(2011, 5, 1))
    found = standing(replace(child, subject_died=date(2026, 4, 30)), date(2026, 5, 1))
    assert found.status is standing(child, date(2026, 5, 1)).status is Status.PAUSED
    assert "died on 2026-04-30" in found.explanation
    assert "the person decides" not in found.explanation


def test_before_it_was_given_it_is_not_given_yet() -> None:
    assert standing(a_consent(), date(2026, 2, 28)).status is Status.NOT_YET_GIVEN


def test_before_it_was_withdrawn_it_was_in_force() -> None:
    withdrawn = a_consent(WHOLE, withdrawn_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert standing(withdrawn, date(2026, 4, 30)).status is Status.IN_FORCE
    assert standing(withdrawn, date(2026, 5, 1)).status is Status.WITHDRAWN


@pytest.mark.parametrize(("how", "status"), [("revoked", Status.REVOKED), ("invalidated", Status.INVALIDATED)])
def test_who_ended_a_consent_and_how_is_told_apart(how: str, status: Status) -> None:
    ended = replace(a_consent(), withdrawals=(replace(a_withdrawal(WHOLE), how=how),))
    assert standing(ended, date(2026, 4, 1)).status is status


DX, NOTES = Part(items=(Item("dx"),)), Part(items=(Item("notes"),))


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        ([(WHOLE, "withdrawn", 5), (WHOLE, "revoked", 6)], Status.WITHDRAWN),
        ([(WHOLE, "revoked", 5), (WHOLE, "withdrawn", 6)], Status.REVOKED),
        ([(DX, "withdrawn", 6), (NOTES, "revoked", 5)], Status.WITHDRAWN),
        ([(DX, "withdrawn", 5), (NOTES, "revoked", 6)], Status.REVOKED),
        ([(WHOLE, "withdrawn", 5), (WHOLE, "invalidated", 1)], Status.INVALIDATED),
        ([(DX, "invalidated", 1), (WHOLE, "withdrawn", 5)], Status.WITHDRAWN),
        ([(DX, "withdrawn", 5), (NOTES, "invalidated", 1)], Status.WITHDRAWN),
    ],
)
def test_a_consent_stands_as_the_last_that_was_left_of_it_ended(
    ends: list[tuple[Part, str, int]], status: Status
) -> None:
    withdrawals = (
        replace(a_withdrawal(part, datetime(2026, 3, day, 12, tzinfo=UTC)), how=how) for part, how, day in ends
    )
    ended = replace(a_consent(scope=TWO_CATEGORIES), withdrawals=tuple(withdrawals))
    assert standing(ended, date(2026, 4, 1)).status is status


def test_how_each_part_ended_is_explained() -> None:
    never, ended = replace(a_withdrawal(DX), how="invalidated"), replace(a_withdrawal(NOTES), how="revoked")
    scope = a_scope(items=(Item("dx"), Item("notes"), Item("img")))
    explanation = standing(replace(a_consent(scope=scope), withdrawals=(never, ended)), date(2026, 4, 1)).explanation
    assert "The controller has ended part of it, last on 2026-03-01. Part of it was found" in explanation
    assert "withdrawn" not in explanation


@pytest.mark.parametrize(
    ("begins", "status"),
    [(date(2020, 1, 1), Status.WITHDRAWN), (date(2020, 1, 2), Status.PARTLY_WITHDRAWN)],
)
def test_withdrawals_of_periods_that_follow_one_another_leave_nothing_between_them(
    begins: date, status: Status
) -> None:
    before, since = Period(ends=date(2020, 1, 1)), Period(begins=begins)
    consent = a_consent(*(Part(items=(Item("dx", period=one),)) for one in (before, since)))
    assert standing(consent, date(2026, 4, 1)).status is status
