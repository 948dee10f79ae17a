"""Events arrive in order, numbered without gaps."""

import random

import sqlalchemy as sa

from tests.contracts.messaging.running import consuming, reading, relaying
from tests.contracts.messaging.things import TRACEPARENT, values_taken_in, write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka


def test_each_subjects_events_arrive_in_the_order_of_their_commits(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    subjects = [f"k1.subject{number}" for number in range(7)]
    for number in range(60):
        with engine.begin() as connection:
            for subject in random.sample(subjects, 3):
                write(connection, topic, f"{number:03}", subject=subject)
    with relaying(engine, broker.bootstrap, topic), consuming(engine, broker.bootstrap, topic):
        wait_for(lambda: len(values_taken_in(engine)) == 180, "all are taken in")
    with engine.connect() as connection:
        for subject in subjects:
            query = sa.text("SELECT value FROM taken_in WHERE key = :key ORDER BY seq")
            values = list(connection.scalars(query, {"key": subject}))
            assert values == sorted(values)


def test_positions_have_no_gaps_although_sequence_numbers_have(engine: sa.Engine, broker: Broker, topic: str) -> None:
    for number in range(30):
        with engine.connect() as connection, connection.begin() as transaction:
            write(connection, topic, str(number))
            if number % 3 == 0:
                transaction.rollback()
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        wait_for(lambda: reader.read() or len(reader.events) >= 20, "all are relayed")
    assert reader.positions() == list(range(1, 21))


def test_positions_go_on_from_batch_to_batch_and_from_relay_to_relay(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    for first in (0, 2):
        with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
            for number in (first, first + 1):
                with engine.begin() as connection:
                    write(connection, topic, str(number))
                wait_for(lambda: reader.read() or len(reader.events) > number)  # noqa: B023
    assert reader.positions() == [1, 2, 3, 4]
    assert reader.values() == ["0", "1", "2", "3"]


def test_positions_of_two_topics_of_one_database_are_counted_apart(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    other = f"other.{topic}"
    with engine.begin() as connection:
        write(connection, topic, "a")
        write(connection, other, "b")
        write(connection, topic, "c")
    for name, positions in ((topic, [1, 2]), (other, [1])):
        with relaying(engine, broker.bootstrap, name), reading(broker.bootstrap, name) as reader:
            wait_for(lambda: reader.read() or len(reader.events) >= len(positions))  # noqa: B023
        assert reader.positions() == positions


def test_key_and_headers_say_whose_it_is_what_it_is_and_where_it_comes_from(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with engine.begin() as connection:
        write(connection, topic, "x", subject="k1.somebody")
        identity = connection.scalar(sa.text("SELECT id::text FROM relay_identity"))
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        wait_for(lambda: reader.read() or reader.events)
    [event] = reader.events
    assert event.key == b"k1.somebody"
    assert dict(event.headers) == {
        "type": b"ThingHappened",
        "producer": f"things:{identity}".encode(),
        "position": b"1",
        "traceparent": TRACEPARENT.encode(),
    }
