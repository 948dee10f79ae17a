"""Pages of consents of which only those in force are shown."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from services.consent.domain.consent import Consent
from services.consent.domain.standing import Status, standing
from shared.policy_packs.model import Pack

Place = TypeVar("Place")


def is_in_force(consent: Consent, at: datetime, pack: Pack | None) -> bool:
    return standing(consent, at, pack).status in (Status.IN_FORCE, Status.PARTLY_WITHDRAWN)


def page_in_force(
    read: Callable[[Place | None, int], list[Consent]],
    place_of: Callable[[Consent], Place],
    after: Place | None,
    limit: int,
    is_shown: Callable[[Consent], bool],
) -> tuple[list[Consent], Place | None]:
    """Return the next consents to show after a place, and the last one's place when there may be more."""
    found: list[Consent] = []
    while len(found) <= limit:
        consents = read(after, limit + 1)
        found += [consent for consent in consents if is_shown(consent)]
        if len(consents) <= limit:
            break
        after = place_of(consents[-1])
    shown = found[:limit]
    return shown, place_of(shown[-1]) if len(found) > limit else None
