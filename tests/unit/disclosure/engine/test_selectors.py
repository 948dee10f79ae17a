"""Whom and what a rule is made for; a rule that permits is read narrowly, and a bar widely."""

from datetime import timedelta
from typing import Any

import pytest

from services.disclosure.domain.check import Attestation, Check, Recipient
from shared.policy_packs.rule import AttestationDemand, Condition, ObligationTemplate
from shared.policy_packs.spans import Span
from tests.unit.disclosure.engine.builders import (
    NOW,
    TODAY,
    a_check,
    a_policy,
    a_purpose,
    a_rule,
    an_item,
    attested,
    decided,
    first,
)

DOCTOR = AttestationDemand(frozenset({"doctor"}))


@pytest.mark.parametrize(
    ("said", "fitting", "other"),
    [
        ({"forms": {"pseudonymised"}}, a_check(an_item(form="pseudonymised")), a_check()),
        ({"countries": {"DK"}}, a_check(), a_check(recipient=Recipient("gp", "r1", "GB"))),
        ({"countries": {"DK"}}, a_check(), a_check(recipient=Recipient("gp", "r1"))),
        ({"channels": {"portal"}}, a_check(), a_check(channel="letter")),
        ({"channels": {"portal"}}, a_check(), a_check(channel=None)),
        ({"recipient_ids": {"r1"}}, a_check(), a_check(recipient=Recipient("gp", "r2", "DK"))),
        ({"recipient_ids": {"r1"}}, a_check(), a_check(recipient=Recipient("gp", None, "DK"))),
        ({"labels": {"genes"}}, a_check(an_item(labels=frozenset({"genes", "psychiatry"}))), a_check()),
        ({"without_labels": {"genes"}}, a_check(), a_check(an_item(labels=frozenset({"genes", "psychiatry"})))),
        ({"subject_roles": {"patient"}}, a_check(), a_check(subject_role="member")),
        ({"recipient_kinds": {"gp"}}, a_check(), a_check(recipient=Recipient("ward", "r1", "DK"))),
    ],
)
def test_a_rule_permits_only_what_it_was_made_for(said: dict[str, Any], fitting: Check, other: Check) -> None:
    policy = a_policy(a_rule(**{name: frozenset(value) for name, value in said.items()}))

    assert first(policy, fitting).permitted
    assert not first(policy, other).permitted


@pytest.mark.parametrize(
    ("said", "recipient", "barred"),
    [
        ({"recipient_ids": {"r1"}}, Recipient("gp", "r1", "DK"), True),
        ({"recipient_ids": {"r1"}}, Recipient("gp", None, "DK"), True),
        ({"recipient_ids": {"r1"}}, Recipient("gp", "r2", "DK"), False),
        ({"countries": {"GB"}}, Recipient("gp", "r1", "GB"), True),
        ({"countries": {"GB"}}, Recipient("gp", "r1", None), True),
        ({"countries": {"GB"}}, Recipient("gp", "r1", "DK"), False),
    ],
)
def test_a_bar_reaches_whoever_might_be_meant(said: dict[str, Any], recipient: Recipient, barred: bool) -> None:
    bar = a_rule("bar", **{name: frozenset(value) for name, value in said.items()})

    assert first(a_policy(bar, a_rule()), a_check(recipient=recipient)).permitted is not barred


@pytest.mark.parametrize(("days", "permitted"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_rule_is_in_force_from_its_first_day_until_the_day_it_ends(days: int, permitted: bool) -> None:
    policy = a_policy(a_rule(valid_from=TODAY, valid_until=TODAY + timedelta(days=10)))

    assert first(policy, a_check(), at=NOW + timedelta(days=days)).permitted is permitted


@pytest.mark.parametrize(
    ("recipient", "reason"),
    [
        (Recipient("gp", "r1", "DK"), None),
        (Recipient("gp", "r1", "GB"), "third-country"),
        (Recipient("gp", "r1", "US"), "third-country"),
        (Recipient("gp", "r1"), "country-not-stated"),
        (Recipient("me", "r1", "US"), None),
    ],
)
def test_a_bar_on_countries_asks_where_they_belong_on_the_day_and_lets_people_have_their_own(
    recipient: Recipient, reason: str | None
) -> None:
    policy = a_policy(a_rule("bar", outside=("near",), reason="third-country"), a_rule())

    assert first(policy, a_check(recipient=recipient)).reason == reason


def test_a_country_belongs_to_a_list_until_the_day_before_it_leaves() -> None:
    policy = a_policy(a_rule("bar", outside=("near",), reason="third-country"), a_rule())
    british = a_check(recipient=Recipient("gp", "r1", "GB"))

    assert first(policy, british, at=NOW - timedelta(days=1)).permitted
    assert not first(policy, british).permitted


def test_a_bar_is_lifted_by_what_it_names_and_by_all_of_it() -> None:
    unless = (Condition("flag", "is", (True,)), Condition("code", "is", ("a",)))
    policy = a_policy(a_rule("bar", when=unless), a_rule())

    assert not first(policy, a_check(facts={"flag": True})).permitted
    assert first(policy, a_check(facts={"flag": True, "code": "a"})).permitted


@pytest.mark.parametrize(
    ("said", "obliged"),
    [({}, True), ({"form": "anonymised"}, False)],
)
def test_a_channel_nobody_stated_obliges_only_where_the_bar_would_hold(said: dict[str, Any], obliged: bool) -> None:
    bar = a_rule("bar", unencrypted=True, forms=frozenset({"identified"}), obligations=(ObligationTemplate("first"),))
    decision = decided(a_policy(bar, a_rule()), a_check(an_item(**said), channel=None))

    assert [one.kind for one in decision.obligations] == ["first"] * obliged


def test_a_bar_on_other_countries_obliges_nobody_in_these() -> None:
    bar = a_rule("bar", outside=("near",), obligations=(ObligationTemplate("first"),))
    decision = decided(a_policy(bar, a_rule()), a_check(channel=None))

    assert decision.items[0].permitted
    assert decision.obligations == ()


def test_what_a_purpose_lets_travel_openly_does_so_to_the_subject_only() -> None:
    bar = a_rule("bar", unencrypted=True, obligations=(ObligationTemplate("first"),))
    policy = a_policy(bar, a_rule(), purpose=a_purpose(open_channels=frozenset({"bank"})))
    me, gp = Recipient("me", "r1", "DK"), Recipient("gp", "r1", "DK")

    def passes(category: str, recipient: Recipient) -> bool:
        return first(policy, a_check(an_item(category), recipient=recipient, channel="mail")).permitted

    assert [passes("bank", me), passes("notes", me), passes("bank", gp)] == [True, False, False]
    assert decided(policy, a_check(an_item("bank"), recipient=me, channel=None)).obligations == ()
    assert decided(policy, a_check(an_item("bank"), recipient=gp, channel=None)).obligations != ()


@pytest.mark.parametrize(
    ("attestation", "permitted"),
    [
        (attested(), True),
        (attested(at=NOW + timedelta(seconds=5)), True),
        (attested(at=NOW + timedelta(seconds=6)), False),
        (attested(necessary=False), False),
        (attested(by=None), False),
        (attested(by=""), False),
        (attested("clerk"), False),
        (None, False),
    ],
)
def test_an_attestation_is_by_somebody_of_the_profession_who_found_it_necessary_by_now(
    attestation: Attestation | None, permitted: bool
) -> None:
    policy = a_policy(a_rule(attestation=DOCTOR))

    assert first(policy, a_check(attestation=attestation)).permitted is permitted


def test_obligations_of_one_kind_stand_in_the_order_of_their_deadlines_whatever_the_order_of_items() -> None:
    later = a_rule(id="later", categories=frozenset({"bank"}), obligations=(_tell(14),))
    sooner = a_rule(id="sooner", categories=frozenset({"notes"}), obligations=(_tell(7),))
    items = an_item("bank"), an_item("notes")

    for asked in (items, items[::-1]):
        due = decided(a_policy(later, sooner), a_check(*asked)).obligations
        assert [one.deadline for one in due] == [TODAY + timedelta(days=7), TODAY + timedelta(days=14)]


@pytest.mark.parametrize(("facts", "due"), [({}, True), ({"flag": True}, True), ({"flag": True, "code": "a"}, False)])
def test_an_obligation_is_due_unless_all_that_excuses_it_is_stated(facts: dict[str, Any], due: bool) -> None:
    unless = (Condition("flag", "is", (True,)), Condition("code", "is", ("a",)))
    policy = a_policy(a_rule(obligations=(ObligationTemplate("tell", unless=unless),)))

    assert bool(decided(policy, a_check(facts=facts)).obligations) is due


def test_obligations_of_one_kind_stand_in_the_order_of_whom_they_are_owed() -> None:
    owed = ObligationTemplate("tell", "subject"), ObligationTemplate("tell", "owner"), ObligationTemplate("tell")
    due = decided(a_policy(a_rule(obligations=owed)), a_check()).obligations

    assert [one.to for one in due] == [None, "owner", "subject"]


def _tell(days: int) -> ObligationTemplate:
    return ObligationTemplate("tell", deadline=Span(days, "day"))
