"""Writing messages that can be no entry, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.audit.domain.quarantine import Quarantined
from services.audit.storage.tables import quarantine


def write_quarantine(connection: sa.Connection, messages: Sequence[Quarantined], at: datetime) -> list[Quarantined]:
    """Keep messages aside, and return those that were not there yet."""
    by_fingerprint = {message.fingerprint: message for message in reversed(messages)}
    rows = [_row(message, fingerprint, at) for fingerprint, message in by_fingerprint.items()]
    if not rows:
        return []
    statement = insert(quarantine).on_conflict_do_nothing().returning(quarantine.c.fingerprint)
    return [by_fingerprint[bytes(fingerprint)] for fingerprint in connection.scalars(statement, rows)]


def _row(message: Quarantined, fingerprint: bytes, at: datetime) -> dict[str, object]:
    delivery, place = message.delivery, message.place
    return {
        "fingerprint": fingerprint,
        "reason": message.malformed.reason.value,
        "detail": message.malformed.detail,
        "producer": place.stream.producer if place else None,
        "position": place.position if place else None,
        "topic": delivery.topic,
        "topic_id": delivery.topic_id,
        "partition": delivery.partition,
        "offset": delivery.offset,
        "received_at": at,
        "key": delivery.key,
        "headers": _headers(delivery.headers),
        "value": delivery.value,
    }


def _headers(headers: Mapping[str, bytes]) -> dict[str, str | None]:
    """Return the headers as text from which `surrogateescape` makes the same bytes again."""
    values: Mapping[str, bytes | None] = headers
    return {name: None if value is None else value.decode(errors="surrogateescape") for name, value in values.items()}
