"""A row that commits late is not passed over, although later ones were there before it."""

import threading
import time

import sqlalchemy as sa

from tests.contracts.messaging.running import reading, relaying
from tests.contracts.messaging.things import write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka
WRITERS = 6
EACH = 60


def test_a_transaction_that_began_first_and_commits_last_is_relayed(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        with engine.begin() as slow:
            write(slow, topic, "slow")
            with engine.begin() as quick:
                write(quick, topic, "quick")
            # Time enough for a relay that went by sequence numbers to send the quick one and move past both.
            time.sleep(0.5)
        wait_for(lambda: reader.read() or len(reader.events) >= 2, "both are relayed")
    assert sorted(reader.values()) == ["quick", "slow"]
    assert sorted(reader.positions()) == [1, 2]


def test_a_transaction_that_wrote_elsewhere_first_is_not_passed_over(
    engine: sa.Engine, broker: Broker, topic: str
) -> None:
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        with engine.begin() as slow:
            # Its transaction number is taken here, its sequence number only at the end.
            write(slow, "another.topic", "-")
            with engine.begin() as quick:
                write(quick, topic, "quick")
            write(slow, topic, "slow")
        wait_for(lambda: reader.read() or len(reader.events) >= 2, "both are relayed")
    assert sorted(reader.values()) == ["quick", "slow"]


def test_nothing_is_missed_while_many_write_at_once(engine: sa.Engine, broker: Broker, topic: str) -> None:
    def write_many(writer: int) -> None:
        for number in range(EACH):
            with engine.begin() as connection:
                write(connection, topic, f"{writer}-{number}", subject=f"k1.{writer}")

    writers = [threading.Thread(target=write_many, args=[writer]) for writer in range(WRITERS)]
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        for thread in writers:
            thread.start()
        for thread in writers:
            thread.join()
        wait_for(lambda: reader.read() or len(reader.events) >= WRITERS * EACH, "all are relayed")
    assert sorted(reader.positions()) == list(range(1, WRITERS * EACH + 1))
    assert sorted(reader.values()) == sorted(
        f"{writer}-{number}" for writer in range(WRITERS) for number in range(EACH)
    )
