"""Read how far an import is, and what became of its lines."""

from services.consent.domain.consent_import import ConsentImport, DecidedLine
from services.consent.domain.errors import ImportNotFound
from services.consent.use_cases.describe_import import import_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_import(import_id: str, controllers: frozenset[str], surroundings: Surroundings) -> Document:
    """Return an import at one of these controllers, and how many of its lines became what."""
    with surroundings.units.snapshot() as unit:
        found = _import_for(import_id, controllers, unit)
        return import_answer(found, unit.imports.counts(found.id))


def read_import_lines(
    import_id: str, controllers: frozenset[str], after: int, limit: int, surroundings: Surroundings
) -> tuple[list[DecidedLine], int | None]:
    """Return the lines after this number in their order, and the number to go on after when there are more."""
    with surroundings.units.snapshot() as unit:
        found = unit.imports.lines(_import_for(import_id, controllers, unit).id, after, limit + 1)
    shown = found[:limit]
    return shown, shown[-1].number if len(found) > limit else None


def _import_for(import_id: str, controllers: frozenset[str], unit: UnitOfWork) -> ConsentImport:
    found = unit.imports.find(import_id, controllers)
    if found is None:
        raise ImportNotFound
    return found
