"""What a consumer made of the records, and that it has read them, become true together or not at all."""

import random
import time
from collections.abc import Callable, Sequence
from subprocess import Popen

import pytest
import sqlalchemy as sa

from shared.messaging.consumer import Record
from tests.contracts.messaging.running import consuming, relaying
from tests.contracts.messaging.things import deliveries, take_in, values_taken_in, write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import kill, wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka
Start = Callable[..., "Popen[bytes]"]


class HandlerFailed(Exception):
    """Raised by a handler half-way."""


def _write(engine: sa.Engine, topic: str, count: int) -> list[str]:
    values = [f"{number:04}" for number in range(count)]
    for value in values:
        with engine.begin() as connection:
            write(connection, topic, value, subject=f"k1.{int(value) % 5}")
    return values


def _positions_saved(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(sa.text("SELECT count(*) FROM consumer_positions"))


def test_a_handler_that_fails_half_way_leaves_neither(engine: sa.Engine, broker: Broker, topic: str) -> None:
    def fail(connection: sa.Connection, records: Sequence[Record]) -> None:
        take_in(connection, records)
        if values_taken_in_here(connection):
            raise HandlerFailed

    def values_taken_in_here(connection: sa.Connection) -> int:
        return connection.scalar(sa.text("SELECT count(*) FROM taken_in"))

    with relaying(engine, broker.bootstrap, topic):
        _write(engine, topic, 1)
        with pytest.raises(HandlerFailed), consuming(engine, broker.bootstrap, topic, fail) as stop:
            stop.wait(3)
        saved, taken_in = _positions_saved(engine), values_taken_in(engine)
        with consuming(engine, broker.bootstrap, topic):
            wait_for(lambda: values_taken_in(engine))
    assert taken_in == []
    # Heartbeats before the event may have been read.
    assert saved == 0 or deliveries(engine) == 1
    assert values_taken_in(engine) == ["0000"]


@pytest.mark.parametrize("moment", ["die-after-the-effect", "die-before-the-position"])
def test_a_consumer_killed_between_effect_and_commit_loses_and_doubles_nothing(
    engine: sa.Engine, broker: Broker, topic: str, start: Start, moment: str
) -> None:
    values = _write(engine, topic, 20)
    with relaying(engine, broker.bootstrap, topic):
        start(moment, topic).wait(20)
        assert values_taken_in(engine) == []
        start("consume", topic)
        wait_for(lambda: len(values_taken_in(engine)) >= len(values))
    assert sorted(values_taken_in(engine)) == values
    assert deliveries(engine) == len(values), "each was committed once"


def test_a_consumer_killed_again_and_again_loses_and_doubles_nothing(
    engine: sa.Engine, broker: Broker, topic: str, start: Start
) -> None:
    values = _write(engine, topic, 300)
    with relaying(engine, broker.bootstrap, topic):
        for _ in range(3):
            consumer = start("consume-slowly", topic)
            time.sleep(random.uniform(0.6, 1.2))
            kill(consumer)
        start("consume", topic)
        wait_for(lambda: len(values_taken_in(engine)) >= len(values))
    assert sorted(values_taken_in(engine)) == values
    assert deliveries(engine) == len(values), "each was committed once"


def test_a_relay_killed_again_and_again_loses_nothing_and_keeps_its_numbers(
    engine: sa.Engine, broker: Broker, topic: str, start: Start
) -> None:
    with consuming(engine, broker.bootstrap, topic):
        for _ in range(3):
            relay = start("relay", topic)
            time.sleep(random.uniform(0.6, 1.2))
            _write(engine, topic, 100)
            kill(relay)
        start("relay", topic)
        wait_for(lambda: len(values_taken_in(engine)) >= 300)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT max(position) FROM taken_in")) == 300
