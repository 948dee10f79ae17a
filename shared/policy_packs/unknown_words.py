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
            yield f"“{word}” is not a known {what}.{nearest(word, valid)}"


def nearest(word: Any, known: Iterable[str]) -> str:
    """Return a sentence, with a space before it, that names the known word nearest to an unknown one."""
    close = get_close_matches(str(word), list(known), n=1, cutoff=0)
    return f" The nearest is “{close[0]}”." if close else ""


def stated(word: str | None) -> list[str]:
    return [] if word is None else [word]
