"""A heartbeat claims no more than is true, and is not held up by load."""

import threading
import time
from datetime import UTC, datetime
from itertools import count

import sqlalchemy as sa

from shared import clock
from shared.events.topics import PARTITIONS
from tests.contracts.messaging.running import TopicReader, reading, relaying
from tests.contracts.messaging.things import write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka


def _latest(reader: TopicReader) -> datetime:
    reader.read()
    moments = [datetime.fromisoformat(heartbeat["at"]) for heartbeat in reader.heartbeats]
    return max(moments, default=datetime.min.replace(tzinfo=UTC))


def test_every_partition_gets_heartbeats_even_when_nothing_happens(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        wait_for(lambda: reader.read() or len(reader.heartbeats) >= 3 * PARTITIONS)
    assert {heartbeat["partition"] for heartbeat in reader.heartbeats} == set(range(PARTITIONS))


def test_no_heartbeat_reaches_past_a_committed_row_that_is_not_published(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        with engine.begin() as slow:
            write(slow, topic, "slow")
            with engine.begin() as quick:
                write(quick, topic, "quick")
            # The quick one is committed but has no final place while the slow one is under way.
            committed = clock.now()
            time.sleep(0.8)
            assert _latest(reader) < committed
            assert not reader.events
        wait_for(lambda: _latest(reader) > committed, "a heartbeat after both are published")
    assert len(reader.events) == 2


def test_a_heartbeat_follows_what_it_vouches_for_in_each_partition(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        for number in range(40):
            with engine.begin() as connection:
                write(connection, topic, str(number), subject=f"k1.{number}")
            committed = clock.now()
            # Whoever sees a heartbeat later than the commit must have been shown the event before it.
            wait_for(lambda: reader.read() or len(reader.events) > number or _latest(reader) > committed)  # noqa: B023
            assert len(reader.events) > number
    assert {heartbeat["position"] for heartbeat in reader.heartbeats} <= set(range(41))


def test_heartbeats_keep_coming_while_transactions_are_always_under_way(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    stop, written = threading.Event(), count()

    def write_for(seconds: float) -> None:
        while not stop.is_set():
            with engine.begin() as connection:
                write(connection, topic, "x")
                time.sleep(seconds)
            next(written)

    # The two slow ones overlap, so some row of the quick one is always committed and not yet in its final place.
    writers = [threading.Thread(target=write_for, args=[seconds]) for seconds in (0.3, 0.3, 0.005)]
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        for thread in writers:
            thread.start()
            time.sleep(0.15)
        try:
            seen, before = _latest(reader), next(written)
            for _ in range(10):
                seen = wait_for(lambda: max(_latest(reader), seen) if _latest(reader) > seen else None)  # noqa: B023
            meanwhile = next(written) - before
        finally:
            stop.set()
            for thread in writers:
                thread.join()
    # The quick writer writes two hundred times a second at most, and the lease of the gate is two seconds.
    assert meanwhile < 10 * 400
