"""A fact of which a rule asks several things is named with a value that does for all of them."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.engine.compile import Policy
from shared.policy_packs.rule import Age, AllOf, AnyOf, Condition
from shared.policy_packs.spans import Span
from tests.unit.disclosure.engine.builders import a_check, a_policy, a_rule, first

CODE = Condition("code", "in", ("a", "b"))
LATELY = Condition("when", "within", span=Span(1, "month"))


def ways(policy: Policy, **check: Any) -> tuple[Any, ...]:
    return first(policy, a_check(**check)).would_permit_if


@pytest.mark.parametrize(
    ("conditions", "value"),
    [
        ((LATELY, Condition("when", "on_or_after", ("2025-11-20",))), "2026-11-20"),
        ((Condition("when", "on_or_after", ("2025-11-20",)), LATELY), "2026-11-20"),
        ((LATELY, Condition("when", "before", ("decision-day",))), "2026-11-19"),
        ((CODE, Condition("code", "in", ("c", "b"))), "b"),
    ],
)
def test_a_fact_of_which_several_things_are_asked_is_named_with_a_value_that_does_for_all(
    conditions: tuple[Condition, ...], value: str
) -> None:
    assert ways(a_policy(a_rule(when=conditions))) == ({"fact": {conditions[0].fact: value}},)


def test_what_is_asked_of_a_fact_and_met_as_stated_is_met_by_the_value_named_instead_too() -> None:
    policy = a_policy(a_rule(when=(Condition("code", "in", ("c", "b")), CODE)))

    assert ways(policy, facts={"code": "c"}) == ({"fact": {"code": "b"}},)


def test_of_a_fact_that_no_value_can_satisfy_nothing_is_told() -> None:
    assert ways(a_policy(a_rule(when=(Condition("code", "is", ("a",)), Condition("code", "is", ("b",)))))) == ()


def test_where_a_fact_stated_otherwise_would_undo_one_of_alternatives_another_of_them_is_told_with_it() -> None:
    either = AnyOf((Condition("code", "is", ("c",)), Condition("flag", "is", (True,))))

    assert ways(a_policy(a_rule(when=(CODE, either))), facts={"code": "c"}) == ({"fact": {"code": "a", "flag": True}},)


def test_an_alternative_that_asks_for_an_age_the_subject_is_not_of_is_passed_over() -> None:
    grown_up = AllOf((Age(at_least=15), Condition("flag", "is", (True,))))
    policy = a_policy(
        a_rule(when=(AnyOf((grown_up, AllOf((Condition("code", "is", ("a",)), Condition("ref", "stated"))))),))
    )

    assert ways(policy, subject_born=date(2015, 1, 1)) == ({"fact": {"code": "a", "ref": "a reference"}},)
    assert ways(policy, subject_born=date(2005, 1, 1)) == ({"fact": {"flag": True}},)
