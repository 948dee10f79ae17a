"""A database or broker that goes away and comes back needs nobody's help."""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest
import sqlalchemy as sa

from shared.messaging.broker import Broker as TopicQuestions
from shared.messaging.broker import BrokerUnavailable
from tests.contracts.messaging.running import consuming, relaying
from tests.contracts.messaging.schema import create_schema
from tests.contracts.messaging.things import lock_holders, values_taken_in, write
from tests.servers.databases import new_database
from tests.servers.postgresql import OwnPostgreSQL
from tests.servers.processes import SOON, free_port, terminate, wait_for
from tests.servers.tansu import Tansu


def _write(engine: sa.Engine, topic: str, value: str) -> None:
    with engine.begin() as connection:
        write(connection, topic, value)


def test_after_a_crash_of_the_database_relay_and_consumer_go_on(
    own_postgresql: OwnPostgreSQL, tansu: Tansu, topic: str
) -> None:
    with (
        new_database(own_postgresql.server, "messaging", create_schema) as database,
        database.engine() as engine,
        relaying(engine, tansu.bootstrap, topic),
        consuming(engine, tansu.bootstrap, topic),
    ):
        _write(engine, topic, "before")
        wait_for(lambda: values_taken_in(engine) == ["before"])
        own_postgresql.crash()
        own_postgresql.start()
        engine.dispose()
        _write(engine, topic, "after")
        wait_for(lambda: values_taken_in(engine) == ["before", "after"])


def test_while_the_broker_is_down_events_wait_and_then_arrive(engine: sa.Engine, tansu: Tansu, topic: str) -> None:
    with relaying(engine, tansu.bootstrap, topic), consuming(engine, tansu.bootstrap, topic):
        _write(engine, topic, "before")
        wait_for(lambda: values_taken_in(engine) == ["before"])
        tansu.stop()
        _write(engine, topic, "meanwhile")
        threading.Event().wait(1)
        tansu.start()
        wait_for(lambda: values_taken_in(engine) == ["before", "meanwhile"])


def test_asking_a_broker_that_is_not_there_leaves_no_thread_and_no_socket_behind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Captured log records would hold on to the sockets that they tell of.
    caplog.set_level(logging.CRITICAL + 1, logger="kafka")
    before = _held()
    for _ in range(2):
        with pytest.raises(BrokerUnavailable):
            TopicQuestions(f"127.0.0.1:{free_port()}")
    assert _held() <= before


def _held() -> tuple[int, int]:
    gc.collect()
    return threading.active_count(), sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize("task", ["relay", "consume"])
@pytest.mark.parametrize("broker_is", ["up", "down", "silent"])
def test_told_to_end_a_process_ends_soon(
    task: str, broker_is: str, start: Callable[..., "Popen[bytes]"], engine: sa.Engine, tansu: Tansu, topic: str
) -> None:
    relay = start("relay", topic)
    with consuming(engine, tansu.bootstrap, topic):
        _write(engine, topic, "x")
        wait_for(lambda: values_taken_in(engine))
    process = relay if task == "relay" else start(task, topic)
    if task == "consume":
        wait_for(lambda: lock_holders(engine) == 2, "the consumer is active")
    if broker_is == "down":
        tansu.stop()
    elif broker_is == "silent":
        os.kill(tansu.process.pid, signal.SIGSTOP)
    _write(engine, topic, "y")
    threading.Event().wait(0.5)
    assert terminate(process) < SOON
    assert process.returncode == 0
