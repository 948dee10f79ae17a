"""Sentences about what is not known, which can name the known word that comes nearest."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Self

MOST_NAMED = 20
_LONGEST = 100
_MOST_COMPARED = 1_000


class Unknown(str):
    """A sentence about an unknown word; the nearest known one is looked for only where somebody will read it.

    Comparing takes as long as a pack has words, and a file that somebody sends may have as many unknown ones.
    """

    __slots__ = ("_known", "_otherwise", "_similar", "_word")
    _known: Iterable[str]
    _otherwise: str
    _similar: float
    _word: str

    def __new__(cls, sentence: str, word: object, known: Iterable[str], similar: float, otherwise: str = "") -> Self:
        """`similar` is from 0 to 1; when nothing is, `otherwise` is added."""
        made = super().__new__(cls, sentence)
        made._word, made._known, made._similar, made._otherwise = str(word), known, similar, otherwise
        return made

    def with_nearest(self) -> str:
        known = [word for word in islice(self._known, _MOST_COMPARED) if len(word) <= _LONGEST]
        close = get_close_matches(self._word, known, 1, self._similar) if len(self._word) <= _LONGEST else []
        added = f"The nearest is “{close[0]}”." if close else self._otherwise
        return f"{self} {added}".rstrip()


class NearestNamer:
    """Names the nearest word in the first sentences it is given, and leaves the rest as they are."""

    def __init__(self) -> None:
        self._left = MOST_NAMED

    def __call__(self, sentence: str) -> str:
        """Return the sentence as it is to be read."""
        if not isinstance(sentence, Unknown) or self._left == 0:
            return sentence
        self._left -= 1
        return sentence.with_nearest()
