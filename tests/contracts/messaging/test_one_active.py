"""Of several relays or consumers on one database one works, and another takes over when it ends."""

from collections.abc import Callable
from subprocess import Popen

import sqlalchemy as sa

from tests.contracts.messaging.running import consuming, relaying
from tests.contracts.messaging.things import deliveries, lock_holders, values_taken_in, write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import kill, wait_for
from tests.servers.tansu import Tansu

Broker = Tansu | ApacheKafka
Start = Callable[..., "Popen[bytes]"]


def _write(engine: sa.Engine, topic: str, *values: str) -> None:
    for value in values:
        with engine.begin() as connection:
            write(connection, topic, value)


def test_a_second_relay_takes_over_when_the_first_is_killed(
    engine: sa.Engine, tansu: Tansu, topic: str, start: Start
) -> None:
    first, second = start("relay", topic), start("relay", topic)
    wait_for(lambda: lock_holders(engine) == 1)
    with consuming(engine, tansu.bootstrap, topic):
        _write(engine, topic, "a", "b")
        wait_for(lambda: values_taken_in(engine) == ["a", "b"])
        assert first.poll() is None
        assert second.poll() is None
        assert deliveries(engine) == 2, "only one of the two is sending"
        kill(first)
        _write(engine, topic, "c")
        wait_for(lambda: values_taken_in(engine) == ["a", "b", "c"])


def test_a_relay_that_lost_its_lock_does_not_go_on_beside_its_successor(
    engine: sa.Engine, tansu: Tansu, topic: str
) -> None:
    with (
        relaying(engine, tansu.bootstrap, topic),
        relaying(engine, tansu.bootstrap, topic),
        consuming(engine, tansu.bootstrap, topic),
    ):
        for number in range(5):
            wait_for(lambda: lock_holders(engine) == 2, "one relay and one consumer are active")
            _end_session_that_holds_the_lock(engine)
            _write(engine, topic, str(number))
            wait_for(lambda: len(values_taken_in(engine)) == number + 1)  # noqa: B023
        wait_for(lambda: lock_holders(engine) == 2)
    assert values_taken_in(engine) == ["0", "1", "2", "3", "4"]


def _end_session_that_holds_the_lock(engine: sa.Engine) -> None:
    """Cut the connections that the locks belong to, as a proxy or an administrator may."""
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )


def test_after_a_failure_the_same_process_gets_its_lock_again(engine: sa.Engine, tansu: Tansu, topic: str) -> None:
    with relaying(engine, tansu.bootstrap, topic), consuming(engine, tansu.bootstrap, topic):
        for number in range(3):
            tansu.lose_everything([topic])
            _write(engine, topic, str(number))
            wait_for(lambda: len(values_taken_in(engine)) == number + 1)  # noqa: B023
        assert lock_holders(engine) == 2
