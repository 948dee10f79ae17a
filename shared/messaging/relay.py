"""The relay: moves committed outbox rows to Kafka, in order, and says up to when nothing is missing."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event as Flag

import sqlalchemy as sa
from kafka import KafkaProducer
from kafka.errors import KafkaTimeoutError
from kafka.producer.future import FutureRecordMetadata

from shared.clock import timestamp
from shared.events.envelope import HEARTBEAT, encode_json
from shared.events.topics import PARTITIONS
from shared.messaging.broker import Broker, BrokerUnavailable
from shared.messaging.kafka_clients import open_producer
from shared.messaging.outbox_reader import Batch, Cursor, OutboxReader, Row
from shared.messaging.running import keep_running, only_one
from shared.messaging.watermark import Watermark
from shared.metrics import REBUILT_TOPICS, RELAY_COMPLETE, RELAYED

SHORTEST_PAUSE_SECONDS = 0.002
LONGEST_PAUSE_SECONDS = 0.02
PATIENCE_SECONDS = 0.5
HEARTBEAT_INTERVAL = timedelta(milliseconds=250)


@dataclass(frozen=True, slots=True)
class Stream:
    """One topic and the table whose rows go there."""

    topic: str
    table: str


class Relay:
    """Relays the streams of one database. Of several relays on the same database, one works and the rest stand by."""

    def __init__(self, service: str, engine: sa.Engine, bootstrap: str, streams: Sequence[Stream]) -> None:
        self._name = f"{service}-relay"
        self._service = service
        self._engine = engine
        self._bootstrap = bootstrap
        self._streams = streams

    def run(self, stop: Flag) -> None:
        """Relay until told to stop."""
        keep_running(self._name, self._session, stop)

    def _session(self, stop: Flag) -> None:
        with only_one(self._engine, self._name, stop) as connection:
            if connection is not None:
                self._relay(connection, stop)

    def _relay(self, connection: sa.Connection, stop: Flag) -> None:
        with Broker(self._bootstrap) as broker, open_producer(self._bootstrap) as producer:
            work = [_StreamRelay(self._service, connection, broker, producer, stream) for stream in self._streams]
            pause = SHORTEST_PAUSE_SECONDS
            while not stop.is_set():
                moved = sum(stream.relay_batch() for stream in work)
                pause = SHORTEST_PAUSE_SECONDS if moved else min(pause * 2, LONGEST_PAUSE_SECONDS)
                stop.wait(pause)


class _StreamRelay:
    def __init__(
        self, service: str, connection: sa.Connection, broker: Broker, producer: KafkaProducer, stream: Stream
    ) -> None:
        self._topic = stream.topic
        self._broker = broker
        self._producer = producer
        self._reader = OutboxReader(connection, stream.topic, stream.table)
        self._producer_header = f"{service}:{self._reader.identity()}".encode()
        broker.ensure_topics([stream.topic])
        self._topic_id = self._current_topic_id()
        self._cursor = self._starting_cursor()
        self._watermark = Watermark()
        self._last_heartbeat = datetime.min.replace(tzinfo=UTC)

    def relay_batch(self) -> int:
        """Send the next rows, then, when it is time and nothing committed is missing, a heartbeat.

        Returns the number of rows.
        """
        batch = self._reader.next_batch(self._cursor)
        complete_at = self._watermark.reached(batch)
        due = complete_at is not None and complete_at - self._last_heartbeat >= HEARTBEAT_INTERVAL
        if batch.rows or due:
            self._relay(batch, complete_at if due else None)
        return len(batch.rows)

    def _relay(self, batch: Batch, complete_at: datetime | None) -> None:
        cursor = self._cursor.after(batch.rows)
        self._await(self._send_rows(batch.rows, self._cursor.position + 1))
        if complete_at:
            self._await(self._send_heartbeats(complete_at, cursor.position))
        # The broker may have been replaced while we were sending: then these rows went to a topic that
        # has lost all earlier ones, and everything is to be sent again from the start.
        self._refuse_replaced_topic()
        if batch.rows:
            self._keep(cursor, len(batch.rows))
        if complete_at:
            self._last_heartbeat = complete_at
            RELAY_COMPLETE.labels(topic=self._topic).set(complete_at.timestamp())

    def _keep(self, cursor: Cursor, count: int) -> None:
        self._reader.save(cursor, self._topic_id)
        self._cursor = cursor
        RELAYED.labels(topic=self._topic).inc(count)

    def _send_rows(self, rows: Sequence[Row], first_position: int) -> list[FutureRecordMetadata]:
        return [self._send_row(row, position) for position, row in enumerate(rows, first_position)]

    def _send_row(self, row: Row, position: int) -> FutureRecordMetadata:
        headers = [
            ("type", row.type.encode()),
            ("producer", self._producer_header),
            ("position", str(position).encode()),
            ("traceparent", row.traceparent.encode()),
        ]
        return self._producer.send(self._topic, value=row.payload, key=row.key.encode(), headers=headers)

    def _send_heartbeats(self, at: datetime, position: int) -> list[FutureRecordMetadata]:
        # The topic's id is named so that a heartbeat meant for a topic that has since been replaced convinces nobody.
        value = encode_json(
            {"type": HEARTBEAT, "version": 1, "at": timestamp(at), "position": position, "topic_id": self._topic_id}
        )
        headers = [("type", HEARTBEAT.encode()), ("producer", self._producer_header)]
        return [
            self._producer.send(self._topic, value=value, partition=partition, headers=headers)
            for partition in range(PARTITIONS)
        ]

    def _await(self, sent: Sequence[FutureRecordMetadata]) -> None:
        # Every future is asked: flush() alone does not raise for a record that failed.
        for future in sent:
            while not future.is_done:
                with suppress(KafkaTimeoutError):
                    future.get(timeout=PATIENCE_SECONDS)
                # The client would go on trying to reach a topic that is gone until the delivery times out.
                if not future.is_done:
                    self._refuse_replaced_topic()
            future.get(timeout=0)

    def _refuse_replaced_topic(self) -> None:
        if self._current_topic_id() != self._topic_id:
            raise BrokerUnavailable(f"topic {self._topic} was replaced")

    def _starting_cursor(self) -> Cursor:
        cursor, topic_id = self._reader.saved()
        if topic_id == self._topic_id:
            return cursor
        if topic_id is not None:
            REBUILT_TOPICS.labels(topic=self._topic).inc()
        return Cursor.start()

    def _current_topic_id(self) -> str:
        return self._broker.topic_ids([self._topic])[self._topic]
