"""The envelope: what every event carries around its data."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import orjson

from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.typed_fields import Document, nested, text, whole_number

LARGEST_EVENT_BYTES = 1_000_000
DEEPEST_NESTING = 64
HIGHEST_VERSION = 32_767
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# Clocks differ a little between machines; an event from further ahead than this is not believed.
FURTHEST_AHEAD = timedelta(days=1)

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00)\Z", re.ASCII)
# A reference is a key id, a full stop and a digest. Nothing else is let in as a subject, least of all an identifier.
_REFERENCE = re.compile(r"[\w-]{1,64}\.[\w-]{1,128}\Z", re.ASCII)


class Envelope(NamedTuple):
    """The fields that every event has, whatever its type."""

    id: str
    type: str
    version: int
    occurred_at: datetime
    controller: str
    subject: str | None
    data: Document


def read_envelope(value: bytes, received_at: datetime) -> Envelope:
    """Return the envelope of an event, or raise Malformed."""
    document = _read_json(value)
    if not isinstance(document, dict):
        raise Malformed(Reason.NO_ENVELOPE)
    return Envelope(
        id=_matching(document, "id", _UUID),
        type=text(document, "type"),
        version=whole_number(document, "version", HIGHEST_VERSION),
        occurred_at=_moment(document, "occurred_at", received_at),
        controller=text(document, "controller"),
        subject=None if document.get("subject") is None else _matching(document, "subject", _REFERENCE),
        data=nested(document, "data"),
    )


def _read_json(value: bytes) -> object:
    if len(value) > LARGEST_EVENT_BYTES:
        raise Malformed(Reason.TOO_LARGE, "event")
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError:
        raise Malformed(Reason.NOT_JSON) from None
    # Only a document with many brackets can be nested deeply, so only such a one is walked.
    if value.count(b"{") + value.count(b"[") > DEEPEST_NESTING and _nesting(document) > DEEPEST_NESTING:
        raise Malformed(Reason.TOO_LARGE, "nesting")
    return document


def _nesting(document: object) -> int:
    depth, level = 0, [document]
    while level := [element for element in level if isinstance(element, dict | list)]:
        depth += 1
        level = [inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer)]
    return depth


def _matching(document: Document, name: str, pattern: re.Pattern[str]) -> str:
    value = text(document, name)
    if not pattern.match(value):
        raise Malformed(Reason.FIELD_WRONG, name)
    return value


def _moment(document: Document, name: str, received_at: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(_matching(document, name, _MOMENT))
    except ValueError:
        raise Malformed(Reason.FIELD_WRONG, name) from None
    if not EARLIEST <= moment <= received_at + FURTHEST_AHEAD:
        raise Malformed(Reason.DATE_OUT_OF_RANGE, name)
    return moment
