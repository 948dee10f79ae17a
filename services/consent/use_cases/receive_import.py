"""Receive the lines of an import; they are worked through afterwards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from services.consent.domain.consent import Recorder
from services.consent.domain.consent_import import ConsentImport, Line, Refusal
from services.consent.domain.errors import Fault, ImportTooLong
from services.consent.use_cases.check_request import pack_of
from services.consent.use_cases.describe_import import import_answer
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id

MOST_LINES = 20_000
# A transaction that has written holds back relay and heartbeats, and a sender may be slow: so each holds few lines.
LINES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ReceiveImport:
    """From which source, at which controller, entered by whom; a dry run reports and records nothing."""

    controller: str
    source: str
    dry_run: bool
    recorder: Recorder


def receive_import(command: ReceiveImport, lines: Iterable[Line], surroundings: Surroundings) -> Document:
    """Keep the lines and return the import. If they do not all arrive, none of them is ever worked on."""
    pack_of(command.controller, surroundings)
    one = ConsentImport(
        str(new_id()),
        command.controller,
        command.source,
        command.dry_run,
        surroundings.clock(),
        command.recorder,
    )
    with surroundings.units.change() as unit:
        unit.imports.add(one)
    try:
        count = _keep_lines(one.id, _each_once(lines), surroundings)
    except BaseException:
        with surroundings.units.change() as unit:
            unit.imports.forget(one.id)
        raise
    with surroundings.units.change() as unit:
        unit.imports.received(one.id, count)
        return import_answer(replace(one, lines=count), unit.imports.counts(one.id))


def _keep_lines(import_id: str, lines: Iterator[Line], surroundings: Surroundings) -> int:
    count = 0
    while batch := list(islice(lines, LINES_AT_ONCE)):
        count += len(batch)
        if count > MOST_LINES:
            raise ImportTooLong
        with surroundings.units.change() as unit:
            unit.imports.add_lines(import_id, batch)
    return count


def _each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Refuse a line that calls its consent what an earlier one has called another: which is meant cannot be told."""
    first: dict[str, int] = {}
    for line in lines:
        if line.source_id is None or first.setdefault(line.source_id, line.number) == line.number:
            yield line
        else:
            fault = Fault("/source_id", f"Line {first[line.source_id]} has the same.")
            yield replace(line, said=Refusal("invalid-request", (fault,)))
