"""From which day people decide for themselves, and what then becomes of what was decided by custody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.consent.domain.authority_rules import Speaker, faults_of_lifter, faults_of_raiser, faults_of_withdrawer
from services.consent.domain.coming_of_age import decides_from
from services.consent.domain.consent import Consent, Giver
from services.consent.domain.delegation import Delegation, Mandate, Step
from services.consent.domain.delegation_standing import DelegationStanding, DelegationStatus, standing_of_delegation
from services.consent.domain.objection import Objection
from services.consent.domain.objection_standing import standing_of_objection
from services.consent.domain.scope import WHOLE, Part, Recipient
from services.consent.domain.standing import Status, standing
from shared.policy_packs.model import AgeOfConsent
from shared.policy_packs.rule import Rule
from tests.unit.consent.builders import NOON, a_consent, a_pack, recorded

BORN = date(2011, 5, 1)
FIFTEEN = date(2026, 5, 1)
SIXTEEN = date(2027, 5, 1)
EVE = FIFTEEN - timedelta(days=1)
BY_CUSTODY = Giver("custody", "parent-1")
SELF = Giver("self")
ONLINE = (((date(2018, 5, 25), date(2024, 1, 1)), 13), ((date(2024, 1, 1), None), 15))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def given_by_custody(born: date | None = BORN, **said: Any) -> Consent:
    usual: dict[str, Any] = {"given_by": BY_CUSTODY, "consent_class": "until-withdrawn"}
    return replace(a_consent(**usual | said), subject_born=born)


def an_objection(by: Giver | None = BY_CUSTODY, born: date | None = BORN) -> Objection:
    part = Part(purposes=("insurance-payment",))
    return Objection(
        "o-1", "hospital", "k1.child", "refusal", NOON, "desk", part, recorded(), raised_by=by, subject_born=born
    )


def a_delegation(*, born: date | None = BORN, **said: Any) -> Delegation:
    usual: dict[str, Any] = {
        "kind": "custody",
        "delegate": Recipient("parent", "p-1"),
        "given_by": BY_CUSTODY,
        "powers": ("view", "give", "withdraw"),
        "begins": date(2026, 3, 1),
        "part": WHOLE,
        "channel": "desk",
    }
    accepted = Step("accepted", NOON, "desk", recorded())
    return Delegation("d-1", "hospital", "k1.child", Mandate(**usual | said), recorded(), (accepted,), born)


def standing_on(delegation: Delegation, day: date, **pack: Any) -> DelegationStanding:
    return standing_of_delegation(delegation, noon(day), a_pack(**pack))


def custody_rule(until: int | None, **said: Any) -> Rule:
    words = frozenset[str]()
    usual: dict[str, Any] = {"valid_from": date(2018, 5, 25), "valid_until": None, "custody_until": until}
    place: dict[str, Any] = {"id": "hospital.custody", "step": "delegation", "says": None}
    selectors = dict.fromkeys(("subject_roles", "recipient_kinds", "purposes", "categories"), words)
    return Rule(**place | selectors | usual | said)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), date(2022, 2, 1)),
        (date(2024, 1, 1), date(2024, 2, 1)),
        (date(2024, 3, 1), date(2024, 2, 1)),
    ],
)
def test_the_law_of_each_day_says_from_when_people_decide(day: date, expected: date) -> None:
    pack = a_pack(ages_of_consent={"health": AgeOfConsent("health", ONLINE)})
    assert decides_from(date(2009, 2, 1), ("insurance-payment",), None, pack, day) == expected


def test_whoever_was_born_on_a_leap_day_decides_from_the_first_of_march() -> None:
    assert decides_from(date(2012, 2, 29), None, None, a_pack(), date(2026, 3, 1)) == date(2027, 3, 1)


def test_of_several_purposes_the_one_that_asks_for_the_highest_age_counts() -> None:
    pack = a_pack()
    older = replace(pack.purposes["claims"], age_of_consent="older")
    ages = {**pack.ages_of_consent, "older": AgeOfConsent("older", (((date(2000, 1, 1), None), 18),))}
    pack = replace(pack, purposes={**pack.purposes, "claims": older}, ages_of_consent=ages)
    assert decides_from(BORN, ("insurance-payment",), None, pack, EVE) == FIFTEEN
    assert decides_from(BORN, ("insurance-payment", "claims"), None, pack, EVE) == date(2029, 5, 1)
    assert decides_from(BORN, None, None, pack, EVE) == date(2029, 5, 1)


def test_where_no_law_gives_an_age_there_is_no_such_day() -> None:
    assert decides_from(BORN, ("insurance-payment",), None, a_pack(), date(1990, 1, 1)) is None
    assert decides_from(BORN, ("dropped-since",), None, a_pack(), EVE) is None


def test_the_role_in_which_it_was_said_says_on_which_birthday_it_changes_hands() -> None:
    pack, british = a_pack(), {"subject_role": "uk-patient"}
    things = (
        lambda day: standing(given_by_custody(**british), noon(day), pack).status is Status.PAUSED,
        lambda day: standing_on(a_delegation(**british), day).status is DelegationStatus.EXPIRED,
    )
    for changed_hands in things:
        assert [changed_hands(day) for day in (FIFTEEN, SIXTEEN - timedelta(days=1), SIXTEEN)] == [False, False, True]


@pytest.mark.parametrize(("role", "on"), [(None, FIFTEEN), ("patient", FIFTEEN), ("dropped-since", FIFTEEN)])
def test_without_a_role_that_the_pack_has_the_purpose_says(role: str | None, on: date) -> None:
    assert decides_from(BORN, ("insurance-payment",), role, a_pack(), EVE) == on
    british = a_pack(default_subject_role="uk-patient")
    assert decides_from(BORN, ("insurance-payment",), None, british, EVE) == SIXTEEN


def test_what_a_holder_of_custody_gave_is_paused_from_the_birthday_on() -> None:
    consent, pack = given_by_custody(), a_pack()
    before, after = standing(consent, noon(EVE), pack), standing(consent, noon(FIFTEEN), pack)
    assert (before.status, after.status) == (Status.IN_FORCE, Status.PAUSED)
    assert str(FIFTEEN) in before.explanation
    assert str(FIFTEEN) in after.explanation


def test_the_birthday_begins_at_midnight_in_copenhagen() -> None:
    midnight = datetime(2026, 4, 30, 22, 0, tzinfo=UTC)
    consent, pack = given_by_custody(), a_pack()
    assert standing(consent, midnight - timedelta(seconds=1), pack).status is Status.IN_FORCE
    assert standing(consent, midnight, pack).status is Status.PAUSED


@pytest.mark.parametrize(
    "consent",
    [
        given_by_custody(given_by=SELF, given_at=noon(FIFTEEN)),
        given_by_custody(given_by=Giver("representative")),
        given_by_custody(born=None),
    ],
)
def test_nothing_else_is_paused(consent: Consent) -> None:
    assert standing(consent, noon(SIXTEEN), a_pack()).status is Status.IN_FORCE


def test_what_is_withdrawn_or_has_lapsed_is_not_called_paused() -> None:
    lapsed = given_by_custody(consent_class="other")
    withdrawn = replace(a_consent(WHOLE, given_by=BY_CUSTODY), subject_born=BORN)
    assert standing(lapsed, noon(SIXTEEN), a_pack()).status is Status.EXPIRED
    assert standing(withdrawn, noon(SIXTEEN), a_pack()).status is Status.WITHDRAWN


def test_custody_is_over_on_the_birthday() -> None:
    delegation = a_delegation()
    before, after = standing_on(delegation, EVE), standing_on(delegation, FIFTEEN)
    assert (before.status, before.powers) == (DelegationStatus.IN_FORCE, ("view", "give", "withdraw"))
    assert (after.status, after.powers) == (DelegationStatus.EXPIRED, ())
    assert str(FIFTEEN) in before.explanation
    assert str(FIFTEEN) in after.explanation


def test_whoever_was_let_in_by_a_holder_of_custody_is_out_on_the_birthday() -> None:
    assert standing_on(a_delegation(kind="grant"), FIFTEEN).status is DelegationStatus.EXPIRED
    by_another = a_delegation(kind="grant", given_by=Giver("representative"))
    assert standing_on(by_another, FIFTEEN).status is DelegationStatus.IN_FORCE


def test_a_rule_of_the_pack_lets_custody_see_for_longer_and_do_nothing_more() -> None:
    longer = (custody_rule(None), custody_rule(16), custody_rule(18, valid_until=FIFTEEN))
    found = standing_on(a_delegation(), FIFTEEN, rules=longer)
    assert (found.status, found.powers) == (DelegationStatus.IN_FORCE, ("view",))
    assert str(SIXTEEN) in found.explanation
    assert standing_on(a_delegation(), SIXTEEN, rules=longer).status is DelegationStatus.EXPIRED
    assert standing_on(a_delegation(kind="grant"), FIFTEEN, rules=longer).status is DelegationStatus.EXPIRED
    assert standing_on(a_delegation(powers=("give",)), FIFTEEN, rules=longer).status is DelegationStatus.EXPIRED


def test_a_mandate_ends_on_its_date() -> None:
    mandate = a_delegation(kind="power-of-attorney", given_by=Giver("representative"), ends=FIFTEEN)
    assert standing_on(mandate, EVE).status is DelegationStatus.IN_FORCE
    assert standing_on(mandate, FIFTEEN).status is DelegationStatus.EXPIRED


def test_an_objection_raised_by_custody_becomes_the_persons_own() -> None:
    objection, pack = an_objection(), a_pack()
    assert standing_of_objection(objection, noon(EVE), pack).held_by == "custody"
    found = standing_of_objection(objection, noon(FIFTEEN), pack)
    assert (found.held_by, found.status.value) == ("self", "in-force")
    assert str(FIFTEEN) in found.explanation
    assert standing_of_objection(an_objection(by=None), noon(EVE), pack).held_by == "self"
    assert standing_of_objection(an_objection(born=None), noon(SIXTEEN), pack).held_by == "custody"


@pytest.mark.parametrize(
    ("raised_by", "lifted_by", "day", "may"),
    [
        (BY_CUSTODY, BY_CUSTODY, EVE, True),
        (BY_CUSTODY, BY_CUSTODY, FIFTEEN, False),
        (BY_CUSTODY, SELF, EVE, False),
        (BY_CUSTODY, SELF, FIFTEEN, True),
        (BY_CUSTODY, None, EVE, False),
        (BY_CUSTODY, Giver("representative"), FIFTEEN, True),
        (SELF, SELF, EVE, True),
        (None, None, FIFTEEN, True),
        (SELF, BY_CUSTODY, FIFTEEN, False),
    ],
)
def test_who_may_lift_an_objection_turns_with_the_birthday(
    raised_by: Giver | None, lifted_by: Giver | None, day: date, may: bool
) -> None:
    faults = list(faults_of_lifter(an_objection(raised_by), Speaker(lifted_by, day, BORN), a_pack()))
    assert (faults == []) is may


@pytest.mark.parametrize(
    ("given_by", "withdrawn_by", "day", "may"),
    [
        (BY_CUSTODY, BY_CUSTODY, EVE, True),
        (BY_CUSTODY, BY_CUSTODY, FIFTEEN, True),
        (BY_CUSTODY, SELF, EVE, False),
        (BY_CUSTODY, SELF, FIFTEEN, True),
        (BY_CUSTODY, None, EVE, True),
        (SELF, BY_CUSTODY, FIFTEEN, False),
        (SELF, SELF, EVE, True),
    ],
)
def test_who_may_withdraw_turns_with_the_birthday(
    given_by: Giver, withdrawn_by: Giver | None, day: date, may: bool
) -> None:
    consent = given_by_custody(given_by=given_by)
    assert (list(faults_of_withdrawer(consent, Speaker(withdrawn_by, day, BORN), a_pack())) == []) is may


def test_nobody_objects_by_custody_for_somebody_who_decides() -> None:
    def faults(by: Giver | None, day: date, born: date | None = BORN) -> int:
        return len(list(faults_of_raiser(WHOLE, Speaker(by, day, born), a_pack())))

    assert [faults(BY_CUSTODY, EVE), faults(BY_CUSTODY, FIFTEEN), faults(SELF, FIFTEEN), faults(None, FIFTEEN)] == [
        0,
        1,
        0,
        0,
    ]
    assert faults(BY_CUSTODY, FIFTEEN, born=None) == 0
