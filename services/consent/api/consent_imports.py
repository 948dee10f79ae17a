"""/v1/consent-imports: take over consents from an older system, and see what became of each line."""

import io
from typing import Any, cast
from uuid import UUID

from flask import request
from marshmallow import RAISE

from services.consent.api import examples
from services.consent.api.callers import recorder
from services.consent.api.context import dependencies
from services.consent.api.import_lines import CSV, MEDIA_TYPES, NDJSON, lines_of, read_lines
from services.consent.api.import_schemas import ImportAnswer, ImportQuery, LinesAnswer, LinesQuery
from services.consent.api.line_answers import line_answer
from services.consent.api.pages import Pages
from services.consent.use_cases.read_import import read_import, read_import_lines
from services.consent.use_cases.receive_import import ReceiveImport, receive_import
from shared.events.envelope import Document
from shared.web.authentication import current_caller, require_controller
from shared.web.operations import OF_ONE_THING, WITH_LINES, WITH_QUERY_OF_ONE_THING, operation
from shared.web.problems import Problem
from shared.web.strict_json import StrictBlueprint

LARGEST_IMPORT_BYTES = 64 * 1024 * 1024

LOCATION = {"Location": {"description": "Where the import is read.", "schema": {"type": "string"}}}
BODY = {
    "required": True,
    "content": {
        NDJSON: {
            "schema": {
                "type": "string",
                "description": "A line for each consent: the body of `POST /v1/consents` without `controller`, and "
                "`source_id`.",
            },
            "example": examples.NDJSON_LINES,
        },
        CSV: {
            "schema": {
                "type": "string",
                "description": "The same; a column is headed by the path of its field: `scope/items/0/category`.",
            },
            "example": examples.CSV_LINES,
        },
    },
}

blueprint = StrictBlueprint(
    "imports", __name__, url_prefix="/v1/consent-imports", description="Consents from older systems."
)


@blueprint.post("")
@operation(blueprint, WITH_LINES)
@blueprint.arguments(ImportQuery, location="query", unknown=RAISE)
@blueprint.doc(requestBody=BODY)
@blueprint.response(202, ImportAnswer, headers=LOCATION)
def receive(query: dict[str, Any]) -> tuple[Document, dict[str, str]]:
    """Take over up to 20,000 consents from an older system.

    The lines are received, then worked through by a process of its own, each wholly or not at all. Sending a file
    again imports nothing twice: what `source` and `source_id` name is on record once. Dates may lie in the past, and
    what lapsed long ago is recorded as history.
    """
    require_controller(query["controller"])
    if request.mimetype not in MEDIA_TYPES:
        raise Problem("unsupported-media-type", f"Send the body with Content-Type: {' or '.join(MEDIA_TYPES)}.")
    request.max_content_length = LARGEST_IMPORT_BYTES
    known = dependencies()
    # werkzeug's stream would read a line byte by byte.
    file = io.BufferedReader(cast(io.RawIOBase, request.stream))
    lines = read_lines(lines_of(file), request.mimetype, query["controller"], known.subject_keys)
    command = ReceiveImport(query["controller"], query["source"], query["dry_run"], recorder())
    answer = receive_import(command, lines, known.surroundings)
    return answer, {"Location": f"/v1/consent-imports/{answer['id']}"}


@blueprint.get("/<uuid:import_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, ImportAnswer)
def read(import_id: UUID) -> Document:
    """See how far an import is, and how many of its lines became what."""
    return read_import(str(import_id), current_caller().controllers, dependencies().surroundings)


@blueprint.get("/<uuid:import_id>/lines")
@operation(blueprint, WITH_QUERY_OF_ONE_THING)
@blueprint.arguments(LinesQuery, location="query", unknown=RAISE)
@blueprint.response(200, LinesAnswer)
def lines(query: dict[str, Any], import_id: UUID) -> Document:
    """Read the report: what became of each line, in the order of the file."""
    pages = Pages({"lines of": import_id}, "report")
    place = pages.place(query)
    after, controllers = place[0] if place else 0, current_caller().controllers
    found, last = read_import_lines(str(import_id), controllers, after, query["limit"], dependencies().surroundings)
    return {
        "lines": [line_answer(line) for line in found],
        "next_cursor": pages.next_cursor(None if last is None else [last]),
    }
