"""The one reason a no gives, and the law behind it."""

from typing import Any

import pytest

from services.disclosure.domain.subject_state import ItemScope, Part
from shared.policy_packs.rule import AttestationDemand, Condition
from tests.unit.disclosure.engine.builders import (
    a_check,
    a_consent,
    a_policy,
    a_purpose,
    a_rule,
    a_scope,
    an_item,
    an_objection,
    first,
)

FLAG = Condition("flag", "is", (True,))
CODE = Condition("code", "in", ("a", "b"))


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


def test_behind_a_no_stands_the_law_of_the_rules_that_fell_short_and_not_that_of_bars() -> None:
    lifted = a_rule("bar", when=(Condition("ref", "is", ("x",)),), law=("GDPR-32",))
    policy = a_policy(lifted, a_rule(when=(FLAG,), law=("SUL-43", "SUL-44")), a_rule("consent", law=("SUL-44",)))

    assert first(policy, a_check(facts={"ref": "x"})).law == ("SUL-43", "SUL-44")


def test_of_rules_that_a_consent_would_carry_the_one_that_is_not_met_is_told_of() -> None:
    met = a_rule("consent", id="met", when=(FLAG,), explicit=True, reason="commercial-use")
    unmet = a_rule("consent", id="unmet", when=(CODE,))
    ordinary = a_consent(expression="ordinary")

    assert first(a_policy(met, unmet), a_check(facts={"flag": True}), ordinary).reason == "condition-not-met"


@pytest.mark.parametrize(("own", "reason"), [(None, "attestation-missing"), ("commercial-use", "commercial-use")])
def test_where_a_consent_lacks_only_an_attestation_that_is_told_unless_the_rule_says_more(
    own: str | None, reason: str
) -> None:
    policy = a_policy(a_rule("consent", attestation=AttestationDemand(frozenset({"doctor"})), reason=own))

    assert first(policy, a_check(), a_consent()).reason == reason


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
