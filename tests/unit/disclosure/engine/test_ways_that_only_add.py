"""Where the smallest ways state otherwise what the check states, who told the truth is told another way."""

from typing import Any

import pytest

from services.disclosure.engine.compile import Policy
from services.disclosure.engine.fewest import fewest
from shared.policy_packs.rule import AllOf, AnyOf, Condition, Rule
from tests.unit.disclosure.engine.builders import a_check, a_policy, a_rule, first

FLAG = Condition("flag", "is", (True,))
A_IS_ASKED = Condition("code", "is", ("a",))
TWO_ARE_ASKED = (FLAG, Condition("ref", "stated"))
BY_CODE = {"fact": {"code": "a"}}
BY_TWO = {"fact": {"flag": True, "ref": "a reference"}}
EITHER = (AnyOf((A_IS_ASKED, AllOf(TWO_ARE_ASKED))),)


def ways(policy: Policy, **check: Any) -> tuple[Any, ...]:
    return first(policy, a_check(**check)).would_permit_if


@pytest.mark.parametrize(
    "rules",
    [
        [a_rule(id="one", when=(A_IS_ASKED,)), a_rule(id="two", when=TWO_ARE_ASKED)],
        [a_rule(when=EITHER)],
        [a_rule("bar", when=EITHER), a_rule()],
    ],
)
def test_where_the_smallest_way_states_otherwise_what_is_stated_one_that_only_adds_is_told_with_it(
    rules: list[Rule],
) -> None:
    assert ways(a_policy(*rules)) == (BY_CODE,)
    assert ways(a_policy(*rules), facts={"code": "c"}) == (BY_CODE, BY_TWO)
    assert ways(a_policy(*rules), facts={"code": "c", "flag": False}) == (BY_CODE,)


def test_a_way_that_only_adds_and_is_as_small_as_one_that_does_not_leaves_nothing_more_to_tell() -> None:
    policy = a_policy(*(a_rule(id=one.fact, when=(one,)) for one in (A_IS_ASKED, FLAG)), a_rule(when=TWO_ARE_ASKED))

    assert ways(policy, facts={"code": "c"}) == (BY_CODE, {"fact": {"flag": True}})


def test_to_list_more_than_is_listed_states_nothing_otherwise() -> None:
    listing = a_rule(id="one", when=(Condition("listed", "lists_category"),))
    policy = a_policy(listing, a_rule(id="two", when=TWO_ARE_ASKED))

    assert ways(policy, facts={"listed": ("cpr",)}) == ({"fact": {"listed": ("cpr", "notes")}},)


@pytest.mark.parametrize(
    ("thought_of", "told"),
    [
        (["A", "b", "cd"], ["A", "b"]),
        (["A", "cd", "EFG"], ["A", "cd"]),
        (["a", "bc"], ["a"]),
        (["AB"], ["AB"]),
        ([], []),
    ],
)
def test_the_smallest_ways_and_the_smallest_that_only_add_are_each_told_once(
    thought_of: list[str], told: list[str]
) -> None:
    assert fewest(thought_of, len, str.islower) == told
