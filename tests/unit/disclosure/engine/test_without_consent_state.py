"""What is answered while nobody can say what the subject wants."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.engine.decide import decide
from shared.policy_packs.rule import Condition
from tests.unit.disclosure.engine.builders import (
    NOW,
    a_check,
    a_policy,
    a_purpose,
    a_rule,
    an_item,
)

FLAG = Condition("flag", "is", (True,))


@pytest.mark.parametrize("step", ["duty", "basis"])
def test_what_may_be_restricted_waits_for_consent_state_and_what_has_a_gate_does_not(step: str) -> None:
    open_to_it = a_rule(step, stands_against_refusal=step == "basis")
    gated = a_rule(step, stands_against_refusal=step == "basis", restriction_gate="legal-claims")

    assert decide(a_check(), None, a_policy(open_to_it), NOW).items[0].reason == "consent-state-stale"
    assert decide(a_check(), None, a_policy(gated), NOW).items[0].permitted


def test_without_consent_state_there_is_no_use_in_trying_again_where_no_state_could_help() -> None:
    expired = a_rule("consent", valid_until=date(2026, 1, 1))

    answer = decide(a_check(), None, a_policy(expired), NOW).items[0]

    assert (answer.reason, answer.would_permit_if) == ("no-legal-basis", ())


@pytest.mark.parametrize(
    ("said", "reason"),
    [({}, "consent-state-stale"), ({"when": (FLAG,)}, "no-legal-basis")],
)
def test_only_what_a_consent_could_carry_as_things_stand_waits_for_consent_state(
    said: dict[str, Any], reason: str
) -> None:
    policy = a_policy(a_rule("consent", **said), purpose=a_purpose(needs=frozenset({"notes"})))

    assert decide(a_check(), None, policy, NOW).items[0].reason == reason
    assert decide(a_check(an_item("bank")), None, policy, NOW).items[0].reason == "not-needed-for-purpose"
