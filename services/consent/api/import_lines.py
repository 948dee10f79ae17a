"""From the lines of a file to what an import is made of. A CPR number in a line goes no further than here."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from marshmallow import ValidationError

from services.consent.api.csv_lines import csv_lines
from services.consent.api.import_schemas import ImportLine
from services.consent.api.line_fields import is_field_of_a_line
from services.consent.api.with_tuples import with_tuples
from services.consent.domain.consent import Grant
from services.consent.domain.consent_import import Line, Refusal, Understood
from services.consent.domain.errors import Fault
from shared.logs import without_identifiers
from shared.personal_identifiers import birth_date, validate_cpr
from shared.subject_references import SubjectKeys
from shared.web.json_provider import read_json
from shared.web.problems import pointers_of

LARGEST_LINE_BYTES = 64 * 1024
NDJSON, CSV = "application/x-ndjson", "text/csv"
MEDIA_TYPES = (NDJSON, CSV)

_SCHEMA = ImportLine()
_MALFORMED, _TOO_LARGE = Refusal("malformed-request"), Refusal("too-large")


def lines_of(file: BinaryIO) -> Iterator[bytes | None]:
    """Give each line of a file, and None for one that is too long, without ever holding more than a line may have."""
    while line := file.readline(LARGEST_LINE_BYTES):
        if line.endswith(b"\n") or len(line) < LARGEST_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LARGEST_LINE_BYTES)
        yield None


def read_lines(lines: Iterable[bytes | None], media_type: str, controller: str, keys: SubjectKeys) -> Iterator[Line]:
    """Give each line that is not blank as it is understood; None stands for a line that is too long to be read.

    Raises ImportUnreadable for a CSV file without proper headings.
    """
    documents = csv_lines(lines, is_field_of_a_line) if media_type == CSV else _json_lines(lines)
    for number, said in documents:
        yield Line(number, None, said) if isinstance(said, Refusal) else _line(number, said, controller, keys)


def _json_lines(lines: Iterable[bytes | None]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if line is None:
            yield number, _TOO_LARGE
        elif line.strip():
            yield number, _document(line)


def _document(line: bytes) -> Any:
    try:
        said = read_json(line)
    except (ValueError, RecursionError):
        return _MALFORMED
    return said if isinstance(said, dict) else _MALFORMED


def _line(number: int, said: dict[str, Any], controller: str, keys: SubjectKeys) -> Line:
    try:
        body = _SCHEMA.load(said)
    except ValidationError as error:
        named = error.valid_data.get("source_id") if isinstance(error.valid_data, dict) else None
        return Line(number, named, Refusal("invalid-request", _faults(error)))
    source_id, subject = body.pop("source_id"), body.pop("subject")
    grant = Grant(**with_tuples(body))
    return Line(number, source_id, Understood(keys.named(controller, subject), grant, _born(subject)))


def _faults(error: ValidationError) -> tuple[Fault, ...]:
    """Pointers quote the names of fields, and somebody may have put a CPR number there, or what no text may hold."""
    found = pointers_of(error.messages)
    return tuple(Fault(_as_kept(pointer), without_identifiers(detail)) for pointer, detail in found)


def _as_kept(pointer: str) -> str:
    return without_identifiers(pointer).replace("\0", "\N{REPLACEMENT CHARACTER}")


def _born(subject: dict[str, Any]) -> date | None:
    return birth_date(validate_cpr(subject["cpr"])) if "cpr" in subject else None
