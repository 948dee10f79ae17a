"""What a pack's words lead to, one from the other: the narrower of the narrower, the parts of the parts."""

from collections.abc import Callable, Iterable


def reachable(words: Iterable[str], next_to: Callable[[str], Iterable[str]]) -> list[str]:
    """Return these words and all that they lead to, however far, each once and the nearest first."""
    known = list(words)
    for one in known:
        known += [more for more in next_to(one) if more not in known]
    return known
