"""Work on an import: decide its next lines, in one transaction with what they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from services.consent.domain.consent_import import ConsentImport, DecidedLine, Line, Understood
from services.consent.use_cases.import_line import import_line
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings

# For so long one transaction may hold back relay, heartbeats and the people it writes about, on a busy machine too.
LONGEST = timedelta(seconds=0.25)
LINES_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Worked:
    """Which lines of which import were decided just now."""

    on: ConsentImport
    decided: list[DecidedLine]


def import_next_lines(import_id: str | None, surroundings: Surroundings) -> Worked | None:
    """Decide the next lines of this import, or of the oldest; None if there is none that nobody else works on.

    Lines are decided with what they lead to, so whoever is killed has decided nothing, and the next goes on there.
    """
    with surroundings.units.change() as unit:
        found = unit.imports.take(import_id)
        if found is None:
            return None
        lines = unit.imports.undecided(found.id, LINES_AT_ONCE)
        _lock(found, lines, unit)
        decided = list(_decided(found, lines, unit, surroundings))
        unit.imports.decide(found.id, decided)
        if len(decided) == len(lines) < LINES_AT_ONCE:
            unit.imports.finish(found.id, surroundings.clock())
    return Worked(found, decided)


def _decided(
    found: ConsentImport, lines: list[Line], unit: UnitOfWork, surroundings: Surroundings
) -> Iterator[DecidedLine]:
    ends = surroundings.clock() + LONGEST
    for line in lines:
        yield import_line(found, line, unit, surroundings)
        if surroundings.clock() > ends:
            return


def _lock(found: ConsentImport, lines: list[Line], unit: UnitOfWork) -> None:
    """Lock all subjects before the first write, which gives the transaction its place among the events.

    A subject locked later could have been written to meanwhile by a transaction of a later place. In one order for
    all, no two imports wait for each other.
    """
    said = [line.said for line in lines if isinstance(line.said, Understood)]
    for reference in sorted({reference for one in said for reference in one.subject.references}):
        unit.versions.lock(found.controller, reference)
