"""How relays and consumers stay up: one active per database, and a fresh start after any failure outside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event as Flag
from zlib import crc32

import sqlalchemy as sa
import structlog
from kafka.errors import KafkaError
from sqlalchemy.exc import DBAPIError

from shared.messaging.broker import BrokerUnavailable
from shared.metrics import TEMPORARY_FAILURES

FIRST_WAIT_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 2.0
STANDBY_SECONDS = 0.5

log = structlog.get_logger()


def keep_running(name: str, session: Callable[[Flag], None], stop: Flag) -> None:
    """Run sessions until told to stop; after a lost database or broker, wait a little longer each time."""
    wait = FIRST_WAIT_SECONDS
    while not stop.is_set():
        try:
            session(stop)
            wait = FIRST_WAIT_SECONDS
        except (DBAPIError, KafkaError, BrokerUnavailable) as error:
            TEMPORARY_FAILURES.labels(process=name).inc()
            log.warning("session ended by a failure outside; starting again", process=name, reason=_reason(error))
            stop.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)


@contextmanager
def only_one(engine: sa.Engine, name: str, stop: Flag) -> Iterator[sa.Connection | None]:
    """Yield a connection that holds the database's advisory lock of this name, or None when `stop` was set first.

    While another process has the lock, this one stands by. The lock belongs to the connection, and all work
    goes through that connection: who has lost the lock cannot commit anything any more.
    """
    with engine.connect() as connection:
        # Not given back to the pool afterwards but closed, because only that surely ends the lock.
        connection.detach()
        while not stop.is_set() and not _has_lock(connection, name):
            stop.wait(STANDBY_SECONDS)
        yield None if stop.is_set() else connection


def _has_lock(connection: sa.Connection, name: str) -> bool:
    with connection.begin():
        return bool(connection.scalar(sa.text("SELECT pg_try_advisory_lock(:lock)"), {"lock": crc32(name.encode())}))


def _reason(error: Exception) -> str:
    """Name the failure; only our own sentences are quoted, because the others' may hold values of a row."""
    return str(error) if isinstance(error, BrokerUnavailable) else type(error).__name__
