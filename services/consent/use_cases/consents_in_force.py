"""Pages of consents, or what is known of them, of which only some are shown, such as those in force."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from services.consent.domain.consent import Consent
from services.consent.domain.standing import Status, standing
from shared.policy_packs.model import Pack

Place = TypeVar("Place")
Found = TypeVar("Found")


def is_in_force(consent: Consent, at: datetime, pack: Pack | None) -> bool:
    return standing(consent, at, pack).status in (Status.IN_FORCE, Status.PARTLY_WITHDRAWN)


def page_of(
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
