"""Pages of lists: where one has ended is told by a cursor, signed for that very list."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import fields, validate

from services.consent.api.context import dependencies
from shared.web.cursors import NotThisCursor, SignedCursors
from shared.web.problems import invalid_request

LARGEST_PAGE = 100


def limit_field() -> fields.Integer:
    return fields.Integer(
        strict=True,
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most on a page."},
    )


def cursor_field() -> fields.String:
    return fields.String(
        validate=validate.Length(max=500),
        metadata={"description": "`next_cursor` of the page before, with the same values in all other fields."},
    )


def next_cursor_field() -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": "null on the last page."})


class Pages:
    """The pages of one list. A cursor of another list, or of the same one asked otherwise, is refused.

    `called` is the word that callers know the list by.
    """

    def __init__(self, question: Mapping[str, Any], called: str = "list") -> None:
        self._cursors = SignedCursors(dependencies().cursor_key, question)
        self._called = called

    def place(self, body: Mapping[str, Any]) -> list[Any] | None:
        """Return where the page before ended, or nothing for the first page."""
        if "cursor" not in body:
            return None
        try:
            return self._cursors.read(body["cursor"])
        except NotThisCursor:
            raise invalid_request([("/cursor", f"Not the next_cursor of this very {self._called}.")]) from None

    def next_cursor(self, last: Sequence[str | int] | None) -> str | None:
        """Return the cursor of the next page, or nothing after the last one."""
        return None if last is None else self._cursors.write(last)
