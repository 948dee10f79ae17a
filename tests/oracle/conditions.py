"""Conditions for generated rules: each operator, at the days at which it changes its mind."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from shared.policy_packs.rule import DECISION_DAY, Age, AllOf, AnyOf, Condition, Requirement
from shared.policy_packs.spans import Span
from tests.oracle.chance import happens
from tests.oracle.days import a_day_near
from tests.oracle.words import CODES

_SPANS = (
    Span(0, "day"),
    Span(21, "day"),
    Span(2, "week"),
    Span(1, "month"),
    Span(1, "year"),
    Span(1, "year", after_year_end=True),
)
_Draw = Callable[[Random, date], Condition | Age]


def requirements(chance: Random, today: date) -> tuple[Requirement, ...]:
    return tuple(_requirement(chance, today) for _ in range(chance.choice([0, 0, 1, 1, 2])))


def _requirement(chance: Random, today: date) -> Requirement:
    if not happens(chance, 4):
        return _simple(chance, today)
    alternatives = [_alternative(chance, today) for _ in range(2)]
    return AnyOf(tuple(alternatives))


def _alternative(chance: Random, today: date) -> Condition | Age | AllOf:
    if happens(chance, 2):
        return _simple(chance, today)
    return AllOf((_simple(chance, today), _simple(chance, today)))


def _simple(chance: Random, today: date) -> Condition | Age:
    return _KINDS[chance.choice(sorted(_KINDS))](chance, today)


def _is(chance: Random, _: date) -> Condition:
    return chance.choice([Condition("flag", "is", (True,)), Condition("flag", "is", (False,)), _text(chance)])


def _text(chance: Random) -> Condition:
    return Condition("ref", "in", ("r1", "x")) if happens(chance, 2) else Condition("ref", "is", ("x",))


def _code(chance: Random, _: date) -> Condition:
    values = tuple(chance.sample(CODES, chance.randint(1, 2)))
    return Condition("code", "in", values)


def _plain(chance: Random, _: date) -> Condition:
    operators = {"is_recipient": "ref", "is_course": "ref", "lists_category": "listed"}
    operator = chance.choice(sorted(operators))
    return Condition(operators[operator], operator)


def _stated(chance: Random, _: date) -> Condition:
    return Condition(chance.choice(["ref", "when"]), "stated")


def _day(chance: Random, today: date) -> Condition:
    limit = chance.choice([DECISION_DAY, a_day_near(chance, today).isoformat()])
    operator = chance.choice(["on_or_after", "after", "on_or_before", "before"])
    return Condition(chance.choice(["when", "since"]), operator, (limit,))


def _span(chance: Random, _: date) -> Condition:
    operator = chance.choice(["within", "kept_for"])
    return Condition(chance.choice(["when", "since"]), operator, span=chance.choice(_SPANS))


def _age(chance: Random, _: date) -> Age:
    years = chance.choice([13, 15, 16])
    return Age(at_least=years) if happens(chance, 2) else Age(below=years)


_KINDS: Mapping[str, _Draw] = {
    "age": _age,
    "code": _code,
    "day": _day,
    "is": _is,
    "plain": _plain,
    "span": _span,
    "stated": _stated,
}
