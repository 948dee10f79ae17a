"""The fewest facts somebody would have to state, or state otherwise, for a rule's conditions to be met."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from services.disclosure.domain.check import Item
from services.disclosure.engine.conditions import is_met
from services.disclosure.engine.declarations import is_taken_back
from services.disclosure.engine.fewest import fewest, only_adds
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.suppose import with_facts
from shared.policy_packs.rule import DECISION_DAY, AllOf, AnyOf, Condition, FactValue, Requirement, Rule

Facts = dict[str, FactValue]
Conditions = Sequence[Condition]

_ONE_DAY = timedelta(days=1)
_SOME_REFERENCE = "a reference"


def missing_facts(rule: Rule, situation: Situation, item: Item) -> list[Facts]:
    """Return the smallest sets of facts, each with a value that will do; none when no fact would, as for an age.

    Where each of these states otherwise what is stated already, the smallest that only add are returned with them.
    """
    asked = _asked(rule, situation, item)
    if not asked:
        return [{}]
    told = (_facts_for(way, situation, item) for way in _for_all(asked, situation, item))
    # Choices that come to the same are one.
    ways = {frozenset(facts.items()): facts for facts in told if facts is not None}
    return fewest([*ways.values()], len, lambda facts: only_adds(facts, situation))


def _asked(rule: Rule, situation: Situation, item: Item) -> tuple[Requirement, ...]:
    """What the rule asks and, where a declaration it relies on has been taken back, that there is one of today."""
    if not is_taken_back(rule, situation, item):
        return rule.when
    assert rule.declared_on is not None
    return *rule.when, Condition(rule.declared_on, "is", (situation.day.isoformat(),))


def _for_all(requirements: Iterable[Requirement | AllOf], situation: Situation, item: Item) -> list[Conditions]:
    """Each choice of conditions that, met together, meet all of these."""
    ways: list[Conditions] = [()]
    for requirement in requirements:
        ways = [(*way, *more) for way in ways for more in _for_one(requirement, situation, item)]
    return ways


def _for_one(requirement: Requirement | AllOf, situation: Situation, item: Item) -> list[Conditions]:
    if isinstance(requirement, Condition):
        return [(requirement,)]
    if isinstance(requirement, AllOf):
        return _for_all(requirement.requirements, situation, item)
    if isinstance(requirement, AnyOf):
        # Of those that are met, too: what is stated otherwise for another condition may undo the one and not the other.
        return [way for one in requirement.alternatives for way in _for_one(one, situation, item)]
    return [()] if is_met(requirement, situation.stated, item) else []


def _facts_for(way: Conditions, situation: Situation, item: Item) -> Facts | None:
    """What to state so that all of these are met; None where a fact has no value that meets all that is asked of it."""
    facts: Facts = {}
    for condition in way:
        if is_met(condition, situation.stated, item):
            continue
        value = _wanted_by_all([one for one in way if one.fact == condition.fact], situation, item)
        if value is None:
            return None
        facts[condition.fact] = value
    return facts


def _wanted_by_all(conditions: Conditions, situation: Situation, item: Item) -> FactValue | None:
    """The first value that would do for one of these, all about one fact, and does for the others too."""
    if len(conditions) == 1:
        return next(iter(_wanted(conditions[0], situation, item)), None)
    for value in (value for one in conditions for value in _wanted(one, situation, item)):
        supposed = with_facts(situation, {conditions[0].fact: value}).stated
        if all(is_met(one, supposed, item) for one in conditions):
            return value
    return None


def _wanted(condition: Condition, situation: Situation, item: Item) -> Iterable[FactValue]:
    operator = condition.operator
    if operator == "is_recipient":
        return [situation.check.recipient.id] if situation.check.recipient.id else []
    if operator == "is_course":
        return [item.course] if item.course else []
    if operator == "lists_category":
        stated = situation.stated.facts.get(condition.fact)
        return [(*(stated if isinstance(stated, tuple) else ()), item.category)]
    if operator in ("is", "in"):
        return condition.values
    return [_wanted_day(condition, situation)]


def _wanted_day(condition: Condition, situation: Situation) -> FactValue:
    if condition.operator == "stated":
        fact = situation.policy.pack.facts[condition.fact]
        return situation.day.isoformat() if fact.fact_type == "date" else _SOME_REFERENCE
    if condition.span is not None:
        return situation.day.isoformat()
    limit = condition.values[0]
    day = situation.day if limit == DECISION_DAY else date.fromisoformat(str(limit))
    step = {"after": _ONE_DAY, "before": -_ONE_DAY}.get(condition.operator, timedelta())
    return (day + step).isoformat()
