"""Opaque cursors: where a page of a question's answer ended, signed for that question alone."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

Place = Sequence[str | int | None]
"""What a cursor remembers: the values that the page was ordered by, of its last line."""


class NotThisCursor(Exception):
    """The text is no cursor, or that of another question."""


class SignedCursors:
    """Writes and reads the cursors of one question.

    The question is part of what the signature covers and not of what the cursor says, so a cursor neither fits
    another question nor tells anything about this one. The key is secret, so it cannot be guessed from it either.
    """

    def __init__(self, key: bytes, question: Mapping[str, Any]) -> None:
        self._serializer = URLSafeSerializer(key, json.dumps(question, sort_keys=True, default=str))

    def write(self, place: Place) -> str:
        cursor = self._serializer.dumps(list(place))
        return cursor if isinstance(cursor, str) else cursor.decode()

    def read(self, cursor: str) -> list[Any]:
        """Return the place that was written, or raise NotThisCursor."""
        try:
            place: list[Any] = self._serializer.loads(cursor)
        except BadData:
            raise NotThisCursor from None
        return place
