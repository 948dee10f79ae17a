"""Clients of the broker as this system wants them: safe settings, and nothing left behind by a failed start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaTimeoutError
from kafka.net.compat import KafkaNetClient

LARGEST_POLL = 1_000
FETCH_WAIT_MILLISECONDS = 50
LONGEST_CLOSE_SECONDS = 1

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
            delivery_timeout_ms=10_000,
            **REACH_IN_TIME,
        )
    try:
        yield producer
    finally:
        _close(producer)


def _close(producer: KafkaProducer) -> None:
    try:
        producer.close(timeout=LONGEST_CLOSE_SECONDS)
    except KafkaTimeoutError:
        # Here the client leaves its sending thread at work, which would send old records beside the next producer's.
        producer._sender.force_close()  # noqa: SLF001 - there is no public way
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
            auto_offset_reset="none",
            isolation_level="read_committed",
            max_poll_records=LARGEST_POLL,
            fetch_max_wait_ms=FETCH_WAIT_MILLISECONDS,
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
        network = KafkaNetClient(*arguments, **settings)
        opened.append(network)
        # A topic that sprang into being by being asked for would have the broker's number of partitions, not ours.
        # kafka-python 3.0.12 takes this setting but does not hand it on to where it is read.
        network.cluster.config["allow_auto_create_topics"] = False
        return network

    try:
        yield open_network
    except BaseException:
        for network in opened:
            network.close()
        raise
