"""Pages of what was read, of which only some is shown, such as the consents in force."""

from collections.abc import Callable
from typing import TypeVar

Place = TypeVar("Place")
Found = TypeVar("Found")


def page_of_shown(
    read: Callable[[Place | None, int], list[Found]],
    place_of: Callable[[Found], Place],
    after: Place | None,
    limit: int,
    is_shown: Callable[[Found], bool],
) -> tuple[list[Found], Place | None]:
    """Return the next of what is to be shown after a place, and the last one's place when there may be more."""
    found: list[Found] = []
    while len(found) <= limit:
        candidates = read(after, limit + 1)
        found += [one for one in candidates if is_shown(one)]
        if len(candidates) <= limit:
            break
        after = place_of(candidates[-1])
    shown = found[:limit]
    return shown, place_of(shown[-1]) if len(found) > limit else None
