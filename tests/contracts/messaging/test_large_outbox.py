"""An outbox is read in the order of its index, however long it is and whatever the database knows about it."""

import sqlalchemy as sa

from shared.messaging.outbox_reader import BATCH_SIZE, Cursor, OutboxReader
from tests.servers.processes import wait_for

ROWS = 30_000


def test_a_long_outbox_without_statistics_is_not_read_as_a_whole(engine: sa.Engine, topic: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text(_FILL), {"topic": topic})
    with engine.connect() as connection:
        reader = OutboxReader(connection, topic, "things")
        # Somebody else's transaction on this server may still be running, and holds the outbox back until it ends.
        batch = wait_for(lambda: reader.next_batch(Cursor.start()).rows)
        assert len(batch) == BATCH_SIZE
        with connection.begin():
            explained = connection.execute(sa.text(f"EXPLAIN {reader._batch.text}"), _start(topic)).scalars().all()
    assert "Seq Scan on things" not in "\n".join(explained)


def test_transactions_are_ordered_as_numbers_not_as_text(engine: sa.Engine, topic: str) -> None:
    with engine.begin() as connection:
        for transaction in ("10", "9", "100", "11"):
            connection.execute(sa.text(_WRITE), {"topic": topic, "transaction": transaction})
    with engine.connect() as connection:
        reader = OutboxReader(connection, topic, "things")
        rows = wait_for(lambda: reader.next_batch(Cursor.start()).rows)
    assert [row.xid for row in rows] == ["9", "10", "11", "100"]


def _start(topic: str) -> dict[str, object]:
    return {"topic": topic, "xid": "0", "seq": 0}


_FILL = f"""
    INSERT INTO things (topic, key, type, payload, traceparent)
    SELECT :topic, 'k1.somebody', 'Thing', repeat('x', 1000)::bytea, '' FROM generate_series(1, {ROWS})
"""
_WRITE = """
    INSERT INTO things (xid, topic, key, type, payload, traceparent)
    VALUES (CAST(:transaction AS xid8), :topic, 'k1.somebody', 'Thing', '', '')
"""
