"""A no says exactly what would change it, and nothing that would not."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.domain.subject_state import ItemScope, Part
from services.disclosure.engine.compile import Policy
from shared.policy_packs.rule import Age, AnyOf, AttestationDemand, Condition
from tests.unit.disclosure.engine.builders import (
    a_check,
    a_consent,
    a_policy,
    a_purpose,
    a_rule,
    a_scope,
    an_item,
    an_objection,
    decided,
    first,
)

FLAG = Condition("flag", "is", (True,))
CODE = Condition("code", "in", ("a", "b"))


def ways(policy: Policy, *state: Any, **check: Any) -> tuple[Any, ...]:
    return first(policy, a_check(**check), *state).would_permit_if


def test_alternatives_that_share_a_fact_are_met_by_that_fact_alone() -> None:
    assert ways(a_policy(a_rule(when=(AnyOf((FLAG, CODE)), CODE)))) == ({"fact": {"code": "a"}},)


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (Condition("ref", "stated"), "a reference"),
        (Condition("when", "stated"), "2026-11-20"),
        (Condition("ref", "is_recipient"), "r1"),
        (Condition("ref", "is_course"), "K1"),
        (Condition("listed", "lists_category"), ("notes",)),
        (Condition("when", "after", ("2026-11-01",)), "2026-11-02"),
        (Condition("when", "before", ("decision-day",)), "2026-11-19"),
        (Condition("when", "on_or_before", ("decision-day",)), "2026-11-20"),
    ],
)
def test_a_fact_is_named_with_a_value_that_will_do(condition: Condition, value: object) -> None:
    assert ways(a_policy(a_rule(when=(condition,)))) == ({"fact": {condition.fact: value}},)


def test_no_fact_makes_anybody_older_or_gives_somebody_a_name() -> None:
    assert ways(a_policy(a_rule(when=(Age(at_least=15),)))) == ()
    unnamed = a_policy(a_rule(when=(Condition("ref", "is_recipient"),)))
    assert ways(unnamed, recipient=Recipient("gp", None, "DK")) == ()


def test_the_smallest_of_several_ways_is_told() -> None:
    one = a_rule(id="one", when=(FLAG,))
    two = a_rule(id="two", when=(CODE,), attestation=AttestationDemand(frozenset({"doctor"})))

    assert ways(a_policy(two, one)) == ({"fact": {"flag": True}},)


def test_past_a_bar_it_is_told_what_lifts_it_and_what_is_missing_behind_it() -> None:
    bar = a_rule("bar", when=(FLAG,))

    assert ways(a_policy(bar, a_rule())) == ({"fact": {"flag": True}},)
    assert ways(a_policy(bar, a_rule(when=(CODE,)))) == ({"fact": {"flag": True, "code": "a"}},)
    assert ways(a_policy(bar)) == ()


def test_a_fact_that_would_bring_a_bar_back_is_not_offered() -> None:
    bar = a_rule("bar", when=(Condition("code", "is", ("c",)),))
    policy = a_policy(bar, a_rule(when=(Condition("code", "is", ("a",)),)))

    assert ways(policy) == ()
    assert ways(policy, facts={"code": "c"}) == ()


def test_another_channel_is_offered_only_where_the_item_would_pass_by_it() -> None:
    bar = a_rule("bar", unencrypted=True)

    assert ways(a_policy(bar, a_rule()), channel="mail") == ({"channel": "portal"},)
    assert ways(a_policy(bar), channel="mail") == ()
    assert ways(a_policy(bar, a_rule(when=(FLAG,))), channel="mail") == ({"fact": {"flag": True}, "channel": "portal"},)


def test_of_the_channels_of_a_rule_one_that_is_closed_to_others_is_named() -> None:
    policy = a_policy(a_rule(channels=frozenset({"letter", "mail", "portal"})))

    assert ways(policy, channel="post") == ({"channel": "portal"},)


def test_a_form_that_a_bar_forbids_is_not_offered() -> None:
    bar = a_rule("bar", forms=frozenset({"aggregated"}))
    policy = a_policy(bar, a_rule(forms=frozenset({"aggregated", "anonymised"})))

    assert ways(policy) == ({"form": ["anonymised"]},)


def test_what_an_unanswered_objection_would_stop_is_not_offered() -> None:
    policy = a_policy(a_rule(keys={"art6": ("L1",)}, when=(FLAG,)))

    assert ways(policy) == ({"fact": {"flag": True}},)
    assert ways(policy, an_objection("particular-situation")) == ()


def test_a_consent_is_offered_only_where_one_could_carry_the_item() -> None:
    policy = a_policy(a_rule("consent", names_country=True))

    assert "consent" in ways(policy)[0]
    assert ways(policy, recipient=Recipient("gp", "r1")) == ()
    assert "consent" in ways(a_policy(a_rule("consent")), purpose="care")[0]
    courseless = first(a_policy(a_rule("consent")), a_check(an_item(course=None), purpose="care"))
    assert courseless.would_permit_if == ()


def test_a_child_is_told_who_must_consent() -> None:
    wanted = ways(a_policy(a_rule("consent")), subject_born=date(2015, 1, 1))[0]["consent"]

    assert wanted["given_by"] == "custody"


def test_a_consent_on_file_need_not_be_given_again() -> None:
    policy = a_policy(a_rule("consent", when=(FLAG,)))

    assert ways(policy, a_consent()) == ({"fact": {"flag": True}},)


def test_narrower_data_that_would_pass_are_named() -> None:
    policy = a_policy(a_rule(categories=frozenset({"disch"})))

    assert ways(policy) == ({"narrower": ["disch"]},)


def test_a_request_that_is_too_broad_is_refused_as_a_whole_and_told_the_part_that_would_pass() -> None:
    purpose = a_purpose(refuse_too_broad=frozenset({"gp"}))
    policy = a_policy(a_rule(categories=frozenset({"notes"}), law=("SUL-43",)), purpose=purpose)
    items = an_item(), an_item("bank")

    broad = decided(policy, a_check(*items))

    assert broad.outcome == "deny"
    assert [one.reason for one in broad.items] == ["request-too-broad", "no-legal-basis"]
    assert broad.items[0].would_permit_if == ({"without": [{"category": "bank", "course": "K1"}]},)
    assert (broad.narrower_request, broad.obligations) == ((an_item(),), ())
    assert decided(policy, a_check(*items, recipient=Recipient("ward", "r1", "DK"))).outcome == "partial"
    assert decided(policy, a_check(an_item())).outcome == "permit"


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (a_consent(scope=a_scope(ItemScope("bank"))), "outside-consent-scope"),
        (a_consent(), "commercial-use"),
    ],
)
def test_the_nearest_consent_tells_why_it_falls_short_and_a_rule_what_it_misses(consent: Any, reason: str) -> None:
    policy = a_policy(a_rule("consent", when=(FLAG,), reason="commercial-use"))

    assert first(policy, a_check(), consent).reason == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"attestation": AttestationDemand(frozenset({"doctor"}))}, "attestation-missing"),
        ({"forms": frozenset({"anonymised"})}, "other-form-only"),
        ({"channels": frozenset({"letter"})}, "other-channel-only"),
        ({"when": (FLAG,)}, "condition-not-met"),
        ({"when": (FLAG, CODE)}, "no-legal-basis"),
    ],
)
def test_where_one_thing_is_missing_the_reason_says_which(said: dict[str, Any], reason: str) -> None:
    assert first(a_policy(a_rule(**said)), a_check()).reason == reason


def test_what_the_purpose_does_not_need_is_denied_though_consented() -> None:
    policy = a_policy(
        a_rule("consent"), purpose=a_purpose(needs=frozenset({"bank"}), needs_for={"ward": frozenset({"notes"})})
    )
    to_anyone = a_consent(scope=a_scope(ItemScope("*")))

    assert first(policy, a_check(), to_anyone).reason == "not-needed-for-purpose"
    assert first(policy, a_check(an_item("bank")), to_anyone).permitted
    assert first(policy, a_check(), an_objection(part=Part())).reason == "refused-everything"
