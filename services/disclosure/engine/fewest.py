"""Which of several ways are told: the smallest and, where these state otherwise what is stated, what only adds."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import FactValue

T = TypeVar("T")


def fewest(ways: Sequence[T], size: Callable[[T], int], adds: Callable[[T], bool]) -> list[T]:
    """Return the smallest of these, and where none of them only adds, the smallest that do as well."""
    if len(ways) <= 1:
        return [*ways]
    smallest = _smallest(ways, size)
    adding = [] if any(map(adds, smallest)) else _smallest([way for way in ways if adds(way)], size)
    return [*smallest, *adding]


def only_adds(facts: Mapping[str, FactValue], situation: Situation) -> bool:
    """Whether nothing that the check states would be stated otherwise, as who told the truth cannot."""
    # Of a list, all that is stated stays in it.
    return all(isinstance(value, tuple) or name not in situation.check.facts for name, value in facts.items())


def _smallest(ways: Sequence[T], size: Callable[[T], int]) -> list[T]:
    least = min(map(size, ways), default=None)
    return [way for way in ways if size(way) == least]
