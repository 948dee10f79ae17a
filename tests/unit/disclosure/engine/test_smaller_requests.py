"""Whoever is told no is told what could be asked for instead and would pass: another form, or a part."""

import pytest

from shared.policy_packs.rule import Condition
from tests.unit.disclosure.engine.builders import a_check, a_consent, a_policy, a_rule, an_item, an_objection, first

FIGURES = frozenset({"aggregated", "anonymised"})
NAMED = frozenset({"identified", "pseudonymised"})


@pytest.mark.parametrize(
    ("asked", "told"), [("identified", "aggregated"), ("pseudonymised", "aggregated"), ("aggregated", None)]
)
def test_past_a_bar_on_some_forms_the_nearest_that_tells_less_is_named(asked: str, told: str | None) -> None:
    policy = a_policy(a_rule("bar", forms=NAMED | (FIGURES if told is None else frozenset())), a_rule())

    answer = first(policy, a_check(an_item("cpr", form=asked)))
    assert answer.would_permit_if == (({"form": told},) if told else ())


def test_of_what_the_subject_has_restricted_figures_that_show_nobody_are_named() -> None:
    answer = first(a_policy(a_rule()), a_check(an_item("cpr")), an_objection("restriction"))

    assert answer.would_permit_if == ({"form": "aggregated"},)


def test_past_a_bar_on_a_category_the_narrower_ones_are_named_that_pass() -> None:
    policy = a_policy(a_rule("bar", categories=frozenset({"notes", "bank"})), a_rule())

    assert first(policy, a_check()).would_permit_if == ({"narrower": [{"category": "disch", "course": "K1"}]},)


def test_nothing_smaller_is_named_that_would_not_pass_either() -> None:
    assert first(a_policy(a_rule("bar"), a_rule()), a_check()).would_permit_if == ()


def test_a_fact_that_lets_a_consent_on_file_carry_is_named_beside_another_form() -> None:
    flag = Condition("flag", "is", (True,))
    policy = a_policy(a_rule("consent", when=(flag,)), a_rule(forms=FIGURES))
    ways = first(policy, a_check(an_item("cpr")), a_consent()).would_permit_if
    assert {"fact": {"flag": True}} in ways
    assert {"form": "aggregated"} in ways


def test_behind_a_bar_that_a_fact_lifts_what_passes_of_the_item_then_is_named_with_the_fact() -> None:
    flag = Condition("flag", "is", (True,))
    policy = a_policy(a_rule("bar", when=(flag,)), a_rule(categories=frozenset({"disch"})))

    way = {"fact": {"flag": True}, "narrower": [{"category": "disch", "course": "K1"}]}
    assert first(policy, a_check()).would_permit_if == (way,)
