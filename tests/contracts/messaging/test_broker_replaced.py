"""A broker that has lost everything is filled again from the outbox, and nothing is doubled."""

from contextlib import closing

import sqlalchemy as sa

from shared.messaging.kafka_clients import open_admin
from tests.contracts.messaging.running import consuming, reading, relaying
from tests.contracts.messaging.things import deliveries, values_taken_in, write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka


def _write(engine: sa.Engine, topic: str, first: int, last: int) -> None:
    for number in range(first, last + 1):
        with engine.begin() as connection:
            write(connection, topic, f"{number:03}", subject=f"k1.{number % 5}")


def test_everything_is_sent_again_with_the_same_positions(engine: sa.Engine, broker: Broker, topic: str) -> None:
    _write(engine, topic, 1, 25)
    with relaying(engine, broker.bootstrap, topic):
        with reading(broker.bootstrap, topic) as before:
            wait_for(lambda: before.read() or len(before.events) >= 25)
        broker.lose_everything([topic])
        _write(engine, topic, 26, 30)
        with reading(broker.bootstrap, topic) as after:
            wait_for(lambda: after.read() or len(set(after.positions())) >= 30, "all thirty are there again")
    numbered = dict(zip(before.positions(), before.values(), strict=True))
    assert numbered.items() <= dict(zip(after.positions(), after.values(), strict=True)).items()
    assert sorted(set(after.values())) == [f"{number:03}" for number in range(1, 31)]


def test_the_consumer_reads_the_new_topic_from_its_start_and_nothing_is_doubled(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    _write(engine, topic, 1, 25)
    with relaying(engine, broker.bootstrap, topic), consuming(engine, broker.bootstrap, topic):
        wait_for(lambda: len(values_taken_in(engine)) == 25)
        broker.lose_everything([topic])
        _write(engine, topic, 26, 30)
        wait_for(lambda: len(values_taken_in(engine)) == 30, "the new ones are taken in")
        wait_for(lambda: deliveries(engine) >= 55, "the old ones are delivered again")
    assert sorted(values_taken_in(engine)) == [f"{number:03}" for number in range(1, 31)]


def test_a_consumer_that_was_away_meanwhile_does_not_take_old_offsets_for_new_ones(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    _write(engine, topic, 1, 25)
    with relaying(engine, broker.bootstrap, topic):
        with consuming(engine, broker.bootstrap, topic):
            wait_for(lambda: len(values_taken_in(engine)) == 25)
        broker.lose_everything([topic])
        _write(engine, topic, 26, 60)
        with consuming(engine, broker.bootstrap, topic):
            wait_for(lambda: len(values_taken_in(engine)) == 60, "all sixty are taken in")
    assert sorted(values_taken_in(engine)) == [f"{number:03}" for number in range(1, 61)]


def test_a_topic_with_another_number_of_partitions_is_not_written_to(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    _write(engine, topic, 1, 1)
    with closing(open_admin(broker.bootstrap)) as client:
        client.create_topics({topic: {"num_partitions": 1, "replication_factor": 1}})
    with relaying(engine, broker.bootstrap, topic) as stop:
        stop.wait(1)
        with engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT count(*) FROM relay_cursors")) == 0
