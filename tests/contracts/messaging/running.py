"""A relay and a consumer in threads of the test, and a reader of what the relay has sent."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from kafka import TopicPartition

from shared.events.envelope import HEARTBEAT
from shared.events.topics import PARTITIONS
from shared.messaging.broker import Broker, BrokerUnavailable
from shared.messaging.consumer import Consumer, Handler
from shared.messaging.kafka_clients import open_consumer
from shared.messaging.positions import AppendedPositions
from shared.messaging.relay import Relay, Stream
from tests.contracts.messaging.things import take_in
from tests.servers.processes import wait_for


@contextmanager
def relaying(engine: sa.Engine, bootstrap: str, topic: str) -> Iterator[threading.Event]:
    """Run a relay of the outbox."""
    relay = Relay("things", engine, bootstrap, [Stream(topic, "things")])
    with _in_background(relay.run) as stop:
        yield stop


@contextmanager
def consuming(engine: sa.Engine, bootstrap: str, topic: str, handler: Handler = take_in) -> Iterator[threading.Event]:
    """Run a consumer with a handler."""
    consumer = Consumer("things-consumer", engine, bootstrap, [topic], handler, AppendedPositions())
    with _in_background(consumer.run) as stop:
        yield stop


@contextmanager
def _in_background(run: Callable[[threading.Event], None]) -> Iterator[threading.Event]:
    stop = threading.Event()
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            run(stop)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive(), "it did not end when told to"
    if failures:
        raise failures[0]


class TopicReader:
    """Reads everything that is in a topic, from the start."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self._topic = topic
        self._opened = open_consumer(bootstrap)
        self._consumer = self._opened.__enter__()
        self._consumer.assign([TopicPartition(topic, partition) for partition in range(PARTITIONS)])
        self._consumer.seek_to_beginning()
        self.events: list[Any] = []
        self.heartbeats: list[dict[str, Any]] = []

    def read(self) -> None:
        """Take up what has come since."""
        for messages in self._consumer.poll(timeout_ms=100).values():
            for message in messages:
                if dict(message.headers)["type"] == HEARTBEAT.encode():
                    self.heartbeats.append({**json.loads(message.value), "partition": message.partition})
                else:
                    self.events.append(message)

    def close(self) -> None:
        self._opened.__exit__(None, None, None)

    def positions(self) -> list[int]:
        return [int(dict(message.headers)["position"]) for message in self.events]

    def values(self) -> list[str]:
        return [json.loads(message.value)["data"]["value"] for message in self.events]


def _exists(broker: Broker, topic: str) -> bool:
    try:
        return topic in broker.topic_ids([topic])
    except BrokerUnavailable:
        return False


@contextmanager
def reading(bootstrap: str, topic: str) -> Iterator[TopicReader]:
    """Read a topic, once there is one, beside the consumer under test."""
    with Broker(bootstrap) as broker:
        wait_for(lambda: _exists(broker, topic), "the topic exists")
    reader = TopicReader(bootstrap, topic)
    try:
        yield reader
    finally:
        reader.close()
