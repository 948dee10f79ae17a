"""Says of words that they are not known."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from shared.policy_packs.nearest import Unknown

_ANY = 0.0


def unknown(what: str, words: Iterable[Any] | str, known: Collection[str]) -> Iterator[str]:
    if words == "all":
        return
    valid = known if isinstance(known, Mapping) else set(known)
    for word in words:
        if word not in valid:
            yield Unknown(f"“{word}” is not a known {what}.", word, known, _ANY)


def stated(word: str | None) -> list[str]:
    return [] if word is None else [word]
