"""The consumer: reads Kafka and commits position and effect in one database transaction."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event as Flag

import sqlalchemy as sa
from kafka import KafkaConsumer, TopicPartition

from shared.events.topics import PARTITIONS
from shared.messaging.broker import Broker, BrokerUnavailable
from shared.messaging.kafka_clients import FETCH_WAIT_MILLISECONDS, open_consumer
from shared.messaging.positions import Place, Positions, load_positions
from shared.messaging.running import keep_running, only_one
from shared.metrics import CONSUMED, CONSUMER_BATCH_SECONDS, CONSUMER_LAST_POLL

TOPIC_CHECK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Record:
    """One message as it came, its value not yet understood."""

    topic: str
    topic_id: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: dict[str, bytes]


Handler = Callable[[sa.Connection, Sequence[Record]], None]


class Consumer:
    """Feeds records to a handler. Of several on the same database, one works and the rest stand by.

    The handler runs inside the transaction that also stores the position. What it cannot take it must keep
    itself; an exception from it other than a lost database ends the process. It must be idempotent: when the
    broker's topic has been replaced, everything in the new one is read from its start.
    """

    def __init__(
        self,
        name: str,
        engine: sa.Engine,
        bootstrap: str,
        topics: Sequence[str],
        handler: Handler,
        positions: Positions,
    ) -> None:
        self._name = name
        self._engine = engine
        self._bootstrap = bootstrap
        self._topics = list(topics)
        self._handler = handler
        self._positions = positions

    def run(self, stop: Flag) -> None:
        """Consume until told to stop."""
        keep_running(self._name, self._session, stop)

    def _session(self, stop: Flag) -> None:
        with only_one(self._engine, self._name, stop) as connection:
            if connection is not None:
                self._consume(connection, stop)

    def _consume(self, connection: sa.Connection, stop: Flag) -> None:
        with Broker(self._bootstrap) as broker, open_consumer(self._bootstrap) as consumer:
            topic_ids = broker.topic_ids(self._topics)
            self._seek(connection, consumer, topic_ids)
            for records in self._polls(consumer, broker, topic_ids, stop):
                self._take_in(connection, records)

    def _polls(
        self, consumer: KafkaConsumer, broker: Broker, topic_ids: dict[str, str], stop: Flag
    ) -> Iterator[list[Record]]:
        """Yield what is read, for as long as the topics stay the same ones."""
        checked = 0.0
        while not stop.is_set():
            records = _poll(consumer, topic_ids)
            # Whether the offsets still mean what they did is asked after reading and before committing.
            if records or time.monotonic() - checked > TOPIC_CHECK_SECONDS:
                if broker.topic_ids(self._topics) != topic_ids:
                    return
                checked = time.monotonic()
                CONSUMER_LAST_POLL.labels(consumer=self._name).set_to_current_time()
            if records:
                yield records

    def _take_in(self, connection: sa.Connection, records: list[Record]) -> None:
        with CONSUMER_BATCH_SECONDS.labels(consumer=self._name).time(), connection.begin():
            self._handler(connection, records)
            self._positions.save(connection, _next_offsets(records))
        for topic in self._topics:
            CONSUMED.labels(consumer=self._name, topic=topic).inc(sum(record.topic == topic for record in records))

    def _seek(self, connection: sa.Connection, consumer: KafkaConsumer, topic_ids: dict[str, str]) -> None:
        consumer.assign([TopicPartition(topic, partition) for topic in self._topics for partition in range(PARTITIONS)])
        with connection.begin():
            known = {topic: load_positions(connection, topic, topic_ids[topic]) for topic in self._topics}
        first = first_offsets(consumer)
        for assigned in consumer.assignment():
            offset = known[assigned.topic].get(assigned.partition, 0)
            if first[assigned] > offset:
                # Going on behind the hole would pass for having read everything.
                raise BrokerUnavailable(f"records of {assigned.topic} were deleted before they were read")
            consumer.seek(assigned, offset)


def first_offsets(consumer: KafkaConsumer) -> dict[TopicPartition, int]:
    """Return where each assigned partition begins; raise BrokerUnavailable until the broker knows all of them."""
    try:
        offsets: dict[TopicPartition, int] = consumer.beginning_offsets(consumer.assignment())
    except KeyError as error:
        # kafka-python 3.0.12 stumbles over a partition that the broker, asked just after it began, says nothing of.
        raise BrokerUnavailable("a partition is not there yet") from error
    return offsets


def _poll(consumer: KafkaConsumer, topic_ids: dict[str, str]) -> list[Record]:
    batches = consumer.poll(timeout_ms=FETCH_WAIT_MILLISECONDS)
    return [
        Record(
            topic=message.topic,
            topic_id=topic_ids[message.topic],
            partition=message.partition,
            offset=message.offset,
            key=message.key,
            value=message.value or b"",
            headers=dict(message.headers),
        )
        for messages in batches.values()
        for message in messages
    ]


def _next_offsets(records: Sequence[Record]) -> dict[Place, int]:
    return {Place(record.topic, record.topic_id, record.partition): record.offset + 1 for record in records}
