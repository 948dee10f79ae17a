"""Facts for a check: mostly those its rules ask for, with values that meet a condition or only just do not."""

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

from shared.policy_packs.model import Fact, Pack
from shared.policy_packs.rule import AllOf, AnyOf, Condition, FactValue, Requirement, Rule
from tests.oracle.chance import happens
from tests.oracle.days import a_day_near, about_a_span_ago

Hints = tuple[str | None, str | None, str]
"""The recipient's id, a course and a category, which facts may be about."""


def statements(chance: Random, pack: Pack, aim: Rule | None, hints: Hints, today: date) -> dict[str, FactValue]:
    wanted = {one.fact: one for one in conditions(aim.when if aim else ())}
    others = chance.sample(sorted(pack.facts), min(3, len(pack.facts)))
    stated: dict[str, FactValue] = {}
    for name in [*wanted, *(one for one in others if one not in wanted)]:
        if not happens(chance, 4):
            condition = wanted.get(name) or _any_condition(chance, pack, name)
            stated[name] = _value(chance, pack.facts[name], condition, hints, today)
    return stated


def conditions(requirements: Iterable[Requirement | AllOf]) -> Iterator[Condition]:
    """Each condition about a fact, however deep it stands."""
    for one in requirements:
        if isinstance(one, Condition):
            yield one
        elif isinstance(one, AnyOf):
            yield from conditions(one.alternatives)
        elif isinstance(one, AllOf):
            yield from conditions(one.requirements)


def _any_condition(chance: Random, pack: Pack, name: str) -> Condition | None:
    found = [one for rule in pack.rules for one in conditions(rule.when) if one.fact == name]
    return chance.choice(found) if found else None


def _value(chance: Random, fact: Fact, condition: Condition | None, hints: Hints, today: date) -> FactValue:
    match fact.fact_type:
        case "boolean":
            return True if condition is None or happens(chance, 2) else not happens(chance, 3)
        case "code":
            return _code(chance, fact, condition)
        case "date":
            return _day(chance, condition, today).isoformat()
        case "categories":
            return tuple(sorted({hints[2]} if not happens(chance, 4) else set()))
    literal = condition.values if condition else ()
    return chance.choice([*(str(one) for one in literal), *(one or "" for one in hints[:2]), "x"])


def _code(chance: Random, fact: Fact, condition: Condition | None) -> str:
    if condition is None or not condition.values or happens(chance, 4):
        return chance.choice(fact.values)
    return str(chance.choice(condition.values))


def _day(chance: Random, condition: Condition | None, today: date) -> date:
    if condition is not None and condition.span is not None:
        return about_a_span_ago(chance, today, condition.span)
    limit = condition.values[0] if condition is not None and condition.values else "decision-day"
    return a_day_near(chance, today if limit == "decision-day" else date.fromisoformat(str(limit)))
