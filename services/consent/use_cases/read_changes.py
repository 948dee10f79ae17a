"""Read what has happened since a place, in an order that passes nothing over."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.consent.domain.change import PlaceInOrder, SettledChange
from services.consent.use_cases.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Changes in their order, the place to go on from, and whether there are more already."""

    changes: list[SettledChange]
    reached: PlaceInOrder
    more: bool


def read_changes(
    after: PlaceInOrder, controllers: Sequence[str], limit: int, surroundings: Surroundings
) -> ChangesPage:
    """Return the next changes of these controllers."""
    with surroundings.units.snapshot() as unit:
        found = unit.changes.after(after, controllers, limit + 1)
    shown = found[:limit]
    return ChangesPage(shown, shown[-1].place if shown else after, more=len(found) > limit)
