"""Until when a yes may be acted on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.disclosure.engine.compile import Policy
from shared.policy_packs.rule import Age, Condition
from shared.policy_packs.spans import Span
from tests.unit.disclosure.engine.builders import TODAY, a_check, a_consent, a_policy, a_rule, an_item, decided

MIDNIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)
TOMORROW = TODAY + timedelta(days=1)
TWENTY_ONE_DAYS = Condition("when", "within", span=Span(21, "day"))


@pytest.mark.parametrize(
    ("policy", "check"),
    [
        (a_policy(a_rule(valid_until=TOMORROW)), {}),
        (a_policy(a_rule("bar", valid_from=TOMORROW), a_rule()), {}),
        (a_policy(a_rule(when=(TWENTY_ONE_DAYS,))), {"facts": {"when": "2026-10-30"}}),
        (a_policy(a_rule(when=(Age(below=15),))), {"subject_born": date(2011, 11, 21)}),
        (a_policy(a_rule("consent")), {"subject_born": date(2011, 11, 21)}),
    ],
)
def test_a_yes_is_acted_on_before_the_day_on_which_it_would_be_a_no(policy: Policy, check: dict[str, Any]) -> None:
    consent = a_consent(authority="custody")

    for minutes in (1, 14):
        at = MIDNIGHT - timedelta(minutes=minutes)
        assert decided(policy, a_check(**check), consent, at=at).act_before == MIDNIGHT
    earlier = MIDNIGHT - timedelta(minutes=16)
    assert decided(policy, a_check(**check), consent, at=earlier).act_before == MIDNIGHT - timedelta(minutes=1)


def test_a_yes_that_holds_on_the_next_day_too_may_be_acted_on_across_midnight() -> None:
    at = MIDNIGHT - timedelta(minutes=1)

    assert decided(a_policy(a_rule()), a_check(), at=at).act_before == at + timedelta(minutes=15)
    assert decided(a_policy(), a_check(), at=at).act_before == at + timedelta(minutes=15)


def test_a_ground_that_ends_does_not_matter_where_another_carries_on() -> None:
    policy = a_policy(a_rule(id="ends", valid_until=TOMORROW), a_rule(id="stays"))
    at = MIDNIGHT - timedelta(minutes=1)

    assert decided(policy, a_check(), at=at).act_before == at + timedelta(minutes=15)


def test_one_item_of_several_that_ends_at_midnight_is_enough() -> None:
    ends = a_rule(id="ends", categories=frozenset({"bank"}), valid_until=TOMORROW)
    policy = a_policy(ends, a_rule(id="stays", categories=frozenset({"notes"})))
    check = a_check(an_item("notes"), an_item("bank"))

    assert decided(policy, check, at=MIDNIGHT - timedelta(minutes=1)).act_before == MIDNIGHT
