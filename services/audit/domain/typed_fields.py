"""Fields of a JSON document, read as the type they must have or not at all."""

import re
from collections.abc import Mapping
from typing import Any

from services.audit.domain.malformed import Malformed, Reason

Document = Mapping[str, Any]

LONGEST_TEXT = 200
MOST_VALUES = 500

# PostgreSQL cannot store the character NUL, half a surrogate pair has no encoding, and index entries are bounded.
_STORABLE = re.compile(rf"[^\x00\ud800-\udfff]{{1,{LONGEST_TEXT}}}\Z")


def text(document: Document, name: str) -> str:
    """Return a text that the database can store and index."""
    value = document.get(name)
    if value is None:
        raise Malformed(Reason.FIELD_MISSING, name)
    return _storable(value, name)


def optional_text(document: Document, name: str) -> str | None:
    """Return such a text, or None where the field is absent or null."""
    value = document.get(name)
    return None if value is None else _storable(value, name)


def whole_number(document: Document, name: str, most: int) -> int:
    """Return an integer from 1 to `most`."""
    value = document.get(name)
    if value is None:
        raise Malformed(Reason.FIELD_MISSING, name)
    if type(value) is not int or not 1 <= value <= most:
        raise Malformed(Reason.FIELD_WRONG, name)
    return value


def nested(document: Document, name: str) -> Document:
    """Return an object within the object."""
    value = document.get(name)
    if value is None:
        raise Malformed(Reason.FIELD_MISSING, name)
    if not isinstance(value, dict):
        raise Malformed(Reason.FIELD_WRONG, name)
    return value


def objects(document: Document, name: str) -> list[Document]:
    """Return a list of objects."""
    value = document.get(name)
    if not isinstance(value, list) or not all(isinstance(element, dict) for element in value):
        raise Malformed(Reason.FIELD_WRONG, name)
    return value


def texts(document: Document, name: str) -> list[str]:
    """Return a list of storable texts, empty where the field is absent."""
    value = document.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Malformed(Reason.FIELD_WRONG, name)
    return [_storable(element, name) for element in value]


def distinct(values: set[str], name: str) -> list[str]:
    """Return the values in order, when they are few enough to be indexed."""
    if len(values) > MOST_VALUES:
        raise Malformed(Reason.TOO_LARGE, name)
    return sorted(values)


def _storable(value: object, name: str) -> str:
    if not isinstance(value, str) or not _STORABLE.match(value):
        raise Malformed(Reason.FIELD_WRONG, name)
    return value
