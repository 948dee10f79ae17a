"""Clients of the broker as this system wants them: safe settings, and nothing left behind by a failed start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.net.compat import KafkaNetClient

LARGEST_POLL = 1_000
FETCH_WAIT_MILLISECONDS = 200
SEND_TIMEOUT_SECONDS = 10
LONGEST_CLOSE_SECONDS = 1

# A topic that springs into being by being asked for would have the broker's number of partitions, not ours.
NO_ACCIDENTAL_TOPICS = {"allow_auto_create_topics": False}
REACH_IN_TIME = {"bootstrap_timeout_ms": 3_000, "request_timeout_ms": 5_000}


def open_admin(bootstrap: str) -> KafkaAdminClient:
    """Return a client for questions about topics."""
    with _network() as network:
        return KafkaAdminClient(bootstrap_servers=bootstrap, kafka_client=network, **REACH_IN_TIME)


@contextmanager
def open_producer(bootstrap: str) -> Iterator[KafkaProducer]:
    """Open a producer whose records are acknowledged by all copies, in order, without doubles from retries."""
    with _network() as network:
        producer = KafkaProducer(
            bootstrap_servers=bootstrap,
            kafka_client=network,
            acks="all",
            enable_idempotence=True,
            linger_ms=2,
            batch_size=65_536,
            max_block_ms=5_000,
            delivery_timeout_ms=SEND_TIMEOUT_SECONDS * 1_000,
            **NO_ACCIDENTAL_TOPICS,
            **REACH_IN_TIME,
        )
    try:
        yield producer
    finally:
        producer.close(timeout=LONGEST_CLOSE_SECONDS)


@contextmanager
def open_consumer(bootstrap: str) -> Iterator[KafkaConsumer]:
    """Open a consumer that keeps no offsets with the broker and hands over raw bytes.

    No deserializers: one that raises would leave the client spinning on the same record.
    """
    with _network() as network:
        consumer = KafkaConsumer(
            bootstrap_servers=bootstrap,
            kafka_client=network,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_poll_records=LARGEST_POLL,
            fetch_max_wait_ms=FETCH_WAIT_MILLISECONDS,
            **NO_ACCIDENTAL_TOPICS,
            **REACH_IN_TIME,
        )
    try:
        yield consumer
    finally:
        consumer.close(timeout_ms=LONGEST_CLOSE_SECONDS * 1_000)


@contextmanager
def _network() -> Iterator[Callable[..., KafkaNetClient]]:
    """Give a client its network side, and close that again when the client cannot be made.

    kafka-python leaves the thread and the sockets of a client that finds no broker: a process that tries
    again and again would run out of file descriptors during one outage of the broker.
    """
    opened: list[KafkaNetClient] = []

    def open_network(*arguments: Any, **settings: Any) -> KafkaNetClient:
        opened.append(KafkaNetClient(*arguments, **settings))
        return opened[-1]

    try:
        yield open_network
    except BaseException:
        for network in opened:
            network.close()
        raise
