"""Events that say nothing in particular, and a handler that takes them in once each."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.events.envelope import HEARTBEAT, Event
from shared.identifiers import new_id
from shared.messaging.consumer import Record
from shared.messaging.outbox import Outbox
from tests.contracts.messaging.schema import DELIVERIES, OUTBOX, TAKEN_IN

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
WRITTEN_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def write(connection: sa.Connection, topic: str, *values: str, subject: str = "k1.somebody") -> None:
    """Put events with these values into the outbox."""
    for value in values:
        event = Event(new_id(), "ThingHappened", WRITTEN_AT, "aleris", subject, {"value": value})
        Outbox(OUTBOX).add(connection, topic, event, TRACEPARENT)


def take_in(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Keep each event once, whatever is delivered again, and count deliveries."""
    rows = [_row(record) for record in records if record.headers["type"] != HEARTBEAT.encode()]
    if rows:
        connection.execute(insert(TAKEN_IN).on_conflict_do_nothing(), rows)
        connection.execute(sa.insert(DELIVERIES), [{"position": row["position"]} for row in rows])


def _row(record: Record) -> dict[str, Any]:
    value = record.value.decode().partition('"value":"')[2].partition('"')[0]
    return {"key": (record.key or b"").decode(), "position": int(record.headers["position"]), "value": value}


def values_taken_in(engine: sa.Engine) -> list[str]:
    """Return the values in the order in which they were taken in."""
    with engine.connect() as connection:
        return list(connection.scalars(sa.select(TAKEN_IN.c.value).order_by(TAKEN_IN.c.seq)))


def deliveries(engine: sa.Engine) -> int:
    """Return how many events were delivered, repeats included."""
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(DELIVERIES))


def lock_holders(engine: sa.Engine) -> int:
    """Return how many relays and consumers are active on this database."""
    query = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with engine.connect() as connection:
        return connection.scalar(sa.text(query))
