"""Ways to choose, from a source of chance that is Hypothesis's, which can shrink, or Python's own, which is fast."""

from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import TypeVar

_Word = TypeVar("_Word")


def happens(chance: Random, one_in: int) -> bool:
    return chance.randint(1, one_in) == one_in


def maybe(chance: Random, words: Sequence[_Word], one_in: int = 2) -> _Word | None:
    return chance.choice(words) if happens(chance, one_in) else None


def mostly(chance: Random, words: Sequence[_Word]) -> _Word | None:
    return None if happens(chance, 5) else chance.choice(words)


def some(chance: Random, words: Iterable[str], at_least: int = 1) -> frozenset[str]:
    """A few of these words."""
    known = sorted(words)
    return frozenset(chance.sample(known, min(len(known), chance.randint(at_least, 2))))


def most(chance: Random, words: Collection[str]) -> frozenset[str]:
    """All of these words, or all but a few."""
    left_out = some(chance, words, at_least=0) if happens(chance, 2) else frozenset()
    return frozenset(words) - left_out or frozenset(words)


def rarely_some(chance: Random, words: Collection[str], one_in: int = 6) -> frozenset[str]:
    return some(chance, words) if words and happens(chance, one_in) else frozenset()
