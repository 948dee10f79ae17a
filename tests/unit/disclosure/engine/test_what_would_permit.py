"""A no says exactly what would change it, and nothing that would not."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from shared.policy_packs.model import AgeOfConsent
from shared.policy_packs.rule import Age, AnyOf, AttestationDemand, Condition
from tests.unit.disclosure.engine.builders import (
    NOW,
    a_check,
    a_consent,
    a_policy,
    a_rule,
    an_item,
    an_objection,
    first,
)

FLAG = Condition("flag", "is", (True,))
CODE = Condition("code", "in", ("a", "b"))


def ways(policy: Policy, *state: Any, **check: Any) -> tuple[Any, ...]:
    return first(policy, a_check(**check), *state).would_permit_if


def test_alternatives_that_share_a_fact_are_met_by_that_fact_alone() -> None:
    assert ways(a_policy(a_rule(when=(AnyOf((FLAG, CODE)), CODE)))) == ({"fact": {"code": "a"}},)


def test_alternatives_that_take_as_few_facts_are_all_told() -> None:
    either = AnyOf((Condition("ref", "stated"), FLAG))
    the_one, the_other = {"fact": {"ref": "a reference"}}, {"fact": {"flag": True}}

    assert ways(a_policy(a_rule(when=(either,)))) == (the_one, the_other)
    assert ways(a_policy(a_rule("bar", when=(either,)), a_rule())) == (the_one, the_other)


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


def test_two_bars_that_no_fact_lifts_at_once_leave_no_way() -> None:
    bars = [a_rule("bar", id=code, when=(Condition("code", "is", (code,)),)) for code in ("a", "b")]

    assert ways(a_policy(*bars, a_rule())) == ()


def test_narrower_data_that_no_bar_reaches_are_offered_without_what_lifts_the_bar() -> None:
    bar = a_rule("bar", categories=frozenset({"notes"}), when=(FLAG,))

    assert ways(a_policy(bar, a_rule(categories=frozenset({"disch"})))) == (
        {"narrower": [{"category": "disch", "course": "K1"}]},
    )


def test_of_narrower_data_those_that_the_bar_reaches_too_are_not_offered_without_what_lifts_it() -> None:
    bar = a_rule("bar", categories=frozenset({"notes", "bank"}), when=(FLAG,))
    policy = a_policy(bar, a_rule(categories=frozenset({"disch", "bank"})))

    assert ways(policy) == ({"narrower": [{"category": "disch", "course": "K1"}]},)


def test_narrower_data_are_offered_beside_whatever_else_would_do() -> None:
    policy = a_policy(a_rule(id="narrower", categories=frozenset({"disch"})), a_rule(when=(FLAG, CODE)))

    assert ways(policy) == (
        {"fact": {"flag": True, "code": "a"}},
        {"narrower": [{"category": "disch", "course": "K1"}]},
    )


def test_an_alternative_at_odds_with_another_condition_is_passed_over() -> None:
    either = AnyOf((Condition("code", "is", ("c",)), FLAG))

    assert ways(a_policy(a_rule(when=(CODE, either)))) == ({"fact": {"code": "a", "flag": True}},)


def test_what_a_list_names_already_stays_in_it() -> None:
    policy = a_policy(a_rule(when=(Condition("listed", "lists_category"),)))

    assert ways(policy, facts={"listed": ("cpr",)}) == ({"fact": {"listed": ("cpr", "notes")}},)


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

    assert ways(policy) == ({"form": "anonymised"},)


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
    child = {"subject_born": date(2015, 1, 1)}
    none_yet = AgeOfConsent("health", (((date(2030, 1, 1), None), 15),))
    before_any_law = a_policy(a_rule("consent"), ages_of_consent={"health": none_yet})

    assert ways(a_policy(a_rule("consent")), **child)[0]["consent"]["given_by"] == {"authority": "custody"}
    assert "given_by" not in ways(before_any_law, **child)[0]["consent"]


def test_a_consent_is_asked_for_with_the_least_scope_that_will_do() -> None:
    item = an_item(labels=frozenset({"genes", "psychiatry"}))
    scope = {
        "recipients": [{"kind": "gp", "id": "r1"}],
        "purposes": ["pay"],
        "items": [{"category": "notes", "course": "K1", "label": label} for label in ("genes", "psychiatry")],
    }
    least = {"given_at": "2026-11-20T12:00:00Z", "form": "written", "scope": scope}
    named = scope | {"recipients": [{"kind": "gp", "id": "r1", "country": "DK"}]}

    assert first(a_policy(a_rule("consent")), a_check(item)).would_permit_if == ({"consent": least},)
    demanding = a_policy(a_rule("consent", explicit=True, names_country=True))
    most = least | {"scope": named, "expression": "explicit"}
    assert first(demanding, a_check(item)).would_permit_if == ({"consent": most},)


def test_a_delegation_and_an_attestation_are_told_once_for_each_that_would_do() -> None:
    delegated = a_rule("delegation", delegation_kinds=frozenset({"grant", "custody"}))
    attested = a_rule(attestation=AttestationDemand(frozenset({"doctor", "clerk"})))
    delegation = {
        "delegate": {"kind": "gp", "id": "r1"},
        "from": "2026-11-20",
        "part": {"items": [{"category": "notes", "course": "K1"}]},
    }
    attestation = {"by": "somebody", "at": "2026-11-20T12:00:00Z", "necessary": True}

    assert ways(a_policy(delegated)) == ({"delegation": delegation | {"kind": "grant"}},)
    assert ways(a_policy(attested)) == tuple(
        {"attestation": attestation | {"profession": one}} for one in ("clerk", "doctor")
    )


def test_a_consent_on_file_need_not_be_given_again() -> None:
    policy = a_policy(a_rule("consent", when=(FLAG,)))

    assert ways(policy, a_consent()) == ({"fact": {"flag": True}},)


def test_narrower_data_that_would_pass_are_named() -> None:
    policy = a_policy(a_rule(categories=frozenset({"disch"})))

    assert ways(policy) == ({"narrower": [{"category": "disch", "course": "K1"}]},)


def test_a_no_of_the_subject_names_what_a_ground_that_stands_still_lacks() -> None:
    standing = a_rule(when=(FLAG,), stands_against_refusal=True)

    assert ways(a_policy(standing), an_objection("refusal")) == ({"fact": {"flag": True}},)


def test_without_any_word_of_the_subject_it_is_named_what_a_duty_lacks() -> None:
    ordered = a_rule("duty", when=(FLAG,), restriction_gate="legal-claims")
    told = decide(a_check(), None, a_policy(ordered, a_rule()), NOW).items[0]

    assert (told.reason, told.would_permit_if) == ("consent-state-stale", ({"fact": {"flag": True}},))


def test_past_an_unencrypted_channel_both_another_channel_and_what_lifts_the_bar_are_told() -> None:
    bar = a_rule("bar", unencrypted=True, when=(FLAG,))

    told = ways(a_policy(bar, a_rule()), channel="mail")
    assert {"fact": {"flag": True}} in told
    assert {"channel": "portal"} in told
