"""Each condition at the edge at which it changes its mind."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.engine.situation import identify
from shared.policy_packs.rule import DECISION_DAY, Age, AllOf, AnyOf, Condition, FactValue, ObligationTemplate
from shared.policy_packs.spans import Span
from tests.unit.disclosure.engine.builders import NOW, a_check, a_policy, a_rule, an_item, first

FLAG = Condition("flag", "is", (True,))
THREE_WEEKS = Condition("when", "within", span=Span(21, "day"))
A_YEAR = Condition("when", "kept_for", span=Span(1, "year"))
YEAR_END = Condition("when", "kept_for", span=Span(1, "year", after_year_end=True))


def day(operator: str, limit: str = "2026-11-01") -> Condition:
    return Condition("when", operator, (limit,))


@pytest.mark.parametrize(
    ("condition", "value", "is_met"),
    [
        (FLAG, True, True),
        (FLAG, False, False),
        (Condition("flag", "is", (False,)), False, True),
        (Condition("code", "in", ("a", "b")), "b", True),
        (Condition("code", "in", ("a", "b")), "c", False),
        (Condition("ref", "stated"), "case 7", True),
        (Condition("ref", "stated"), "", False),
        (Condition("ref", "stated"), "  ", False),
        (Condition("flag", "stated"), True, True),
        (Condition("ref", "is_recipient"), "r1", True),
        (Condition("ref", "is_recipient"), "r2", False),
        (Condition("ref", "is_course"), "K1", True),
        (Condition("ref", "is_course"), "K2", False),
        (Condition("listed", "lists_category"), ("cpr", "notes"), True),
        (Condition("listed", "lists_category"), ("cpr",), False),
        (Condition("listed", "lists_category"), (), False),
        (day("on_or_after"), "2026-11-01", True),
        (day("on_or_after"), "2026-10-31", False),
        (day("after"), "2026-11-02", True),
        (day("after"), "2026-11-01", False),
        (day("on_or_before"), "2026-11-01", True),
        (day("on_or_before"), "2026-11-02", False),
        (day("before"), "2026-10-31", True),
        (day("before"), "2026-11-01", False),
        (day("on_or_after", DECISION_DAY), "2026-11-20", True),
        (day("on_or_after", DECISION_DAY), "2026-11-19", False),
        (THREE_WEEKS, "2026-10-30", True),
        (THREE_WEEKS, "2026-11-21", False),
        (THREE_WEEKS, "2026-10-29", False),
        (A_YEAR, "2025-11-21", True),
        (A_YEAR, "2025-11-20", False),
        (YEAR_END, "2025-01-01", True),
        (YEAR_END, "2024-12-31", False),
    ],
)
def test_a_condition_is_met_up_to_its_edge_and_not_past_it(
    condition: Condition, value: FactValue, is_met: bool
) -> None:
    check = a_check(facts={condition.fact: value})

    assert first(a_policy(a_rule(when=(condition,))), check).permitted is is_met


@pytest.mark.parametrize(
    ("born", "age", "is_met"),
    [
        (date(2011, 11, 20), Age(at_least=15), True),
        (date(2011, 11, 21), Age(at_least=15), False),
        (date(2010, 11, 21), Age(below=16), True),
        (date(2010, 11, 20), Age(below=16), False),
        (None, Age(below=16), False),
        (None, Age(at_least=0), False),
    ],
)
def test_an_age_changes_on_the_birthday_and_one_nobody_knows_is_never_met(
    born: date | None, age: Age, is_met: bool
) -> None:
    assert first(a_policy(a_rule(when=(age,))), a_check(subject_born=born)).permitted is is_met


@pytest.mark.parametrize(
    "condition",
    [FLAG, day("before"), THREE_WEEKS, Condition("listed", "lists_category"), Condition("ref", "is_recipient")],
)
def test_what_is_not_stated_is_never_met(condition: Condition) -> None:
    assert not first(a_policy(a_rule(when=(condition,))), a_check()).permitted


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (Condition("listed", "lists_category"), "notes and more"),
        (day("after"), True),
        (THREE_WEEKS, True),
        (A_YEAR, True),
        (FLAG, "true"),
    ],
)
def test_a_value_of_another_type_never_meets_a_condition(condition: Condition, value: FactValue) -> None:
    check = a_check(facts={condition.fact: value})

    assert not first(a_policy(a_rule(when=(condition,))), check).permitted


def test_nobody_is_the_recipient_or_the_course_that_nobody_named() -> None:
    nobody = a_check(an_item(course=None), recipient=Recipient("gp"), facts={"ref": "r1"})

    assert not first(a_policy(a_rule(when=(Condition("ref", "is_recipient"),))), nobody).permitted
    assert not first(a_policy(a_rule(when=(Condition("ref", "is_course"),))), nobody).permitted


@pytest.mark.parametrize(
    ("facts", "is_met"),
    [
        ({"flag": True}, True),
        ({"code": "a", "ref": "x"}, True),
        ({"code": "a"}, False),
        ({"ref": "x"}, False),
        ({}, False),
    ],
)
def test_of_alternatives_one_must_be_met_and_of_those_together_each(facts: dict[str, FactValue], is_met: bool) -> None:
    together = AllOf((Condition("code", "is", ("a",)), Condition("ref", "is", ("x",))))
    policy = a_policy(a_rule(when=(AnyOf((FLAG, together)),)))

    assert first(policy, a_check(facts=facts)).permitted is is_met


OF_AGE = Age(at_least=70)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"when": (FLAG, OF_AGE)}, True),
        ({"when": (AnyOf((FLAG, OF_AGE)),)}, True),
        ({"when": (AnyOf((FLAG, AllOf((FLAG, OF_AGE)))),)}, True),
        ({"obligations": (ObligationTemplate("tell", unless=(OF_AGE,)),)}, True),
        ({"when": (FLAG, AnyOf((FLAG, AllOf((FLAG, FLAG)))))}, False),
        ({}, False),
    ],
)
def test_an_age_is_asked_for_where_any_condition_of_any_rule_does(said: dict[str, Any], asks: bool) -> None:
    situation = identify(a_check(), None, a_policy(a_rule("bar"), a_rule(**said)), NOW)
    assert situation.cells["notes"].asks_age() is asks


def test_every_condition_of_a_rule_must_be_met() -> None:
    policy = a_policy(a_rule(when=(FLAG, Condition("code", "is", ("a",)))))

    assert not first(policy, a_check(facts={"flag": True})).permitted
    assert first(policy, a_check(facts={"flag": True, "code": "a"})).permitted
