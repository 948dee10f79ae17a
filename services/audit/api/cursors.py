"""Opaque cursors: where a page of a search ended, signed for that search alone."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from services.audit.use_cases.entry_filter import PlaceInLog
from shared.clock import timestamp
from shared.web.problems import invalid_request


class Cursors:
    """Writes and reads the cursors of one search.

    The search is part of what the signature covers and not of what the cursor says, so a cursor neither fits
    another search nor tells anything about this one. The key is secret, so it cannot be guessed from it either.
    """

    def __init__(self, key: bytes, search: Mapping[str, Any]) -> None:
        salt = json.dumps(search, sort_keys=True, default=str)
        self._serializer = URLSafeSerializer(key, salt)

    def write(self, place: PlaceInLog | None) -> str | None:
        """Return the cursor of a place, None when there is none."""
        if place is None:
            return None
        cursor = self._serializer.dumps([timestamp(place.occurred_at), place.id])
        return cursor if isinstance(cursor, str) else cursor.decode()

    def read(self, cursor: str | None) -> PlaceInLog | None:
        """Return the place of a cursor, None without one."""
        if cursor is None:
            return None
        try:
            occurred_at, entry_id = self._serializer.loads(cursor)
        except BadData:
            raise invalid_request([("/cursor", "Not the next_cursor of this very search.")]) from None
        return PlaceInLog(datetime.fromisoformat(occurred_at), entry_id)
