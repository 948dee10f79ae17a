"""Says that a word is not known, and which known one is nearest."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any


def unknown(what: str, words: Iterable[Any] | str, known: Iterable[str]) -> Iterator[str]:
    if words == "all":
        return
    valid = list(known)
    for word in words:
        if word not in valid:
            close = get_close_matches(str(word), valid, n=1, cutoff=0)
            nearest = f" The nearest is “{close[0]}”." if close else ""
            yield f"“{word}” is not a known {what}.{nearest}"


def stated(word: str | None) -> list[str]:
    return [] if word is None else [word]
