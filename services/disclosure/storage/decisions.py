"""Writing and reading decisions and simulations; the row of each is also its outgoing event."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import psycopg
from psycopg.errors import UniqueViolation

from services.disclosure.use_cases.ports import AnsweredRequest, DecisionRecord, IdempotencyClash
from shared.events.topics import DISCLOSURE_DECISIONS

_COLUMNS = {
    "id": "uuid",
    "controller": "text",
    "client": "text",
    "idempotency_key": "text",
    "place": "int4",
    "request_digest": "bytea",
    "topic": "text",
    "key": "text",
    "type": "text",
    "payload": "bytea",
    "traceparent": "text",
}
_INSERT = f"INSERT INTO decisions ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608
# For many rows, COPY costs the client and the server about half of what as many inserts do.
_COPY = f"COPY decisions ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT BINARY)"
_BY_KEY = "SELECT request_digest, payload FROM decisions WHERE client = %s AND idempotency_key = %s ORDER BY place"
# A simulation is no decision: it cannot be read back as one, and nothing can be done because of it.
_BY_ID = "SELECT payload FROM decisions WHERE id = %s AND type = 'DisclosureDecided'"


class Decisions:
    """The decisions, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(self, records: Sequence[DecisionRecord]) -> None:
        """Write decisions; raise IdempotencyClash when another request with the same key was faster."""
        rows = [_row(record) for record in records]
        try:
            if len(rows) == 1:
                self._connection.execute(_INSERT, rows[0])
            else:
                self._copy(rows)
        except UniqueViolation:
            raise IdempotencyClash from None

    def answered(self, client: str, idempotency_key: str) -> AnsweredRequest | None:
        """Return the earlier answer to this client's request with this key."""
        rows = self._connection.execute(_BY_KEY, (client, idempotency_key)).fetchall()
        return AnsweredRequest(bytes(rows[0][0]), [_answer(row[1]) for row in rows]) if rows else None

    def find(self, decision_id: UUID) -> dict[str, Any] | None:
        """Return a decision by its id."""
        row = self._connection.execute(_BY_ID, (decision_id,)).fetchone()
        return _answer(row[0]) if row else None

    def _copy(self, rows: Sequence[tuple[object, ...]]) -> None:
        with self._connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(list(_COLUMNS.values()))
            for row in rows:
                copy.write_row(row)


def _row(record: DecisionRecord) -> tuple[object, ...]:
    return (
        record.event.id,
        record.event.controller,
        record.client,
        record.idempotency_key,
        record.place,
        record.request_digest,
        DISCLOSURE_DECISIONS,
        record.event.key,
        record.event.type,
        record.event.to_bytes(),
        record.traceparent,
    )


def _answer(payload: bytes) -> dict[str, Any]:
    data = orjson.loads(payload)["data"]
    answer: dict[str, Any] = data["decision"] if "decision" in data else data["answer"]
    return answer
