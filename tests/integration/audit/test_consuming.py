"""The log filled over Kafka's own protocol."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from kafka import KafkaProducer

from services.audit.bootstrap import TOPICS, create_consumer
from shared.messaging.broker import Broker
from shared.messaging.consumer import Record
from tests.integration.audit.log_service import LogService, settings_for
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu
from tests.unit.audit.builders import CHANGES, a_heartbeat, a_record, an_event

Send = Callable[[Sequence[Record]], None]


@pytest.fixture
def send(tansu: Tansu) -> Send:
    """Send messages to where their topic and partition say."""

    def send_all(records: Sequence[Record]) -> None:
        with Broker(tansu.bootstrap) as broker:
            broker.ensure_topics(TOPICS)
        producer = KafkaProducer(bootstrap_servers=tansu.bootstrap)
        sent = [
            producer.send(each.topic, each.value, each.key, list(each.headers.items()), partition=each.partition)
            for each in records
        ]
        for future in sent:
            future.get(timeout=10)
        producer.close(timeout=5)

    return send_all


@contextmanager
def consuming(log: LogService, tansu: Tansu, folder: Path) -> Iterator[None]:
    """Run the service's consumer in a thread."""
    consumer = create_consumer(settings_for(log.database, log.issuer, folder, tansu.bootstrap))
    stop = threading.Event()
    thread = threading.Thread(target=consumer.run, args=[stop])
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        consumer._engine.dispose()
    assert not thread.is_alive()


def stored(log: LogService) -> tuple[int, int]:
    """Return how many entries and how many messages in quarantine there are."""
    return tuple(log.rows("SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM quarantine)")[0])


def a_mixture(first: int = 1) -> list[Record]:
    """Return six good events over the partitions of two topics, three messages that are none, and a heartbeat."""
    decisions = [a_record(position=first + number, partition=number) for number in range(4)]
    changes = [
        a_record(an_event(type="ConsentGiven", data={}), first + number, topic=CHANGES, producer="consent:1")
        for number in range(2)
    ]
    nonsense = [
        a_record(value=b"\x00", position=first + 4, partition=1),
        a_record(value=b"", headers={}, key=None, partition=2),
        a_record(value=f"nonsense {first}".encode(), headers={"type": b"\xff"}, topic=CHANGES, partition=3),
    ]
    return [*decisions[:2], *nonsense, a_heartbeat(partition=3), *decisions[2:], *changes]


def test_everything_that_is_sent_ends_in_the_log_or_in_quarantine(
    log: LogService, tansu: Tansu, send: Send, tmp_path: Path
) -> None:
    send(mixture := a_mixture())
    with consuming(log, tansu, tmp_path):
        wait_for(lambda: stored(log) == (6, 3), "all has arrived")
    events = {bytes(row.event) for row in log.rows("SELECT event FROM entries")}
    assert events == {each.value for each in mixture if each.value.startswith(b"{") and b"Heartbeat" not in each.value}


def test_a_consumer_goes_on_where_the_one_before_it_stopped(
    log: LogService, tansu: Tansu, send: Send, tmp_path: Path
) -> None:
    send(a_mixture())
    with consuming(log, tansu, tmp_path):
        wait_for(lambda: stored(log) == (6, 3), "all has arrived")
    send(a_mixture(first=6))
    with consuming(log, tansu, tmp_path):
        wait_for(lambda: stored(log) == (12, 6), "the rest has arrived")


def test_a_broker_that_lost_everything_and_is_filled_again_adds_only_what_is_new(
    log: LogService, tansu: Tansu, send: Send, tmp_path: Path
) -> None:
    once = [record for record in a_mixture() if record.headers]
    send(once)
    with consuming(log, tansu, tmp_path):
        wait_for(lambda: sum(stored(log)) == 8, "all has arrived")
        before = stored(log)
        tansu.lose_everything(list(TOPICS))
        send([*once, a_record(position=99)])
        wait_for(lambda: log.found(limit=1) != [] and 99 in _positions(log), "the new one has arrived")
    # Only the message of no known producer cannot be recognised, and is kept a second time.
    assert stored(log) == (before[0] + 1, before[1] + 1)


def _positions(log: LogService) -> set[int]:
    return {row.position for row in log.rows("SELECT position FROM entries")}
