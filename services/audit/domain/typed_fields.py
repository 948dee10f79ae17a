"""Fields of a JSON document, read as the type they must have or not at all."""

from collections.abc import Mapping
from typing import Any

from services.audit.domain.malformed import Malformed, Reason

Document = Mapping[str, Any]

LONGEST_TEXT = 200
MOST_VALUES = 500


def text(document: Document, name: str) -> str:
    """Return a text that the database can store and index: a code, a name, no control characters."""
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


def optional_nested(document: Document, name: str) -> Document:
    """Return an object within the object, an empty one where the field is absent or null."""
    return {} if document.get(name) is None else nested(document, name)


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


def distinct(values: set[str], name: str) -> tuple[str, ...]:
    """Return the values in order, when they are few enough to be indexed."""
    if len(values) > MOST_VALUES:
        raise Malformed(Reason.TOO_LARGE, name)
    return tuple(sorted(values))


def _storable(value: object, name: str) -> str:
    # PostgreSQL cannot store the character NUL, half a surrogate pair has no encoding, and index entries are bounded.
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or not value.isprintable():
        raise Malformed(Reason.FIELD_WRONG, name)
    return value
