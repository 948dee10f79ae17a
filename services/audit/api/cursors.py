"""The cursors of a search of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.audit.use_cases.entry_filter import PlaceInLog
from shared.clock import timestamp
from shared.web.cursors import NotThisCursor, SignedCursors
from shared.web.problems import invalid_request


class Cursors:
    """Writes and reads the cursors of one search."""

    def __init__(self, key: bytes, search: Mapping[str, Any]) -> None:
        self._signed = SignedCursors(key, search)

    def write(self, place: PlaceInLog | None) -> str | None:
        """Return the cursor of a place, None when there is none."""
        return None if place is None else self._signed.write([timestamp(place.occurred_at), place.id])

    def read(self, cursor: str | None) -> PlaceInLog | None:
        """Return the place of a cursor, None without one."""
        if cursor is None:
            return None
        try:
            occurred_at, entry_id = self._signed.read(cursor)
        except NotThisCursor:
            raise invalid_request([("/cursor", "Not the next_cursor of this very search.")]) from None
        return PlaceInLog(datetime.fromisoformat(occurred_at), entry_id)
