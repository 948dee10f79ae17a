"""Which paths lead to a field of an import's line, so that a column can be headed by it."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from services.consent.api.import_schemas import ImportLine

_LINE: fields.Field[Any] = fields.Nested(ImportLine)


def is_field_of_a_line(path: Sequence[str]) -> bool:
    """Return whether a path leads to one value that a line may state, through lists by the numbers of their entries."""
    found: fields.Field[Any] | None = _LINE
    for name in path:
        found = _inside(found, name)
    return found is not None and not isinstance(found, fields.Nested | fields.List)


def _inside(field: fields.Field[Any] | None, name: str) -> fields.Field[Any] | None:
    if isinstance(field, fields.List):
        return field.inner if name.isdecimal() and name.isascii() else None
    schema = field.schema if isinstance(field, fields.Nested) else None
    return schema.load_fields.get(name) if isinstance(schema, Schema) else None
