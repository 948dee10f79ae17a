"""The service's own processes, as operators start them."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.audit.bootstrap import TOPICS
from shared.messaging.broker import Broker
from shared.messaging.kafka_clients import open_producer
from tests.integration.audit.log_service import LogService, settings_for
from tests.servers.commands import start_command
from tests.servers.processes import SOON, kill, terminate, wait_for
from tests.servers.tansu import Tansu
from tests.unit.audit.builders import a_record

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def run(log: LogService, tansu: Tansu, tmp_path: Path) -> Iterator[Start]:
    """Start a command of the service."""
    settings = settings_for(log.database, log.issuer, tmp_path, tansu.bootstrap)
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str) -> "subprocess.Popen[bytes]":
        started.append(start_command("audit", name, settings, tmp_path / f"{name}.log"))
        return started[-1]

    yield start
    for process in started:
        kill(process)


def send(tansu: Tansu, *positions: int) -> None:
    with Broker(tansu.bootstrap) as broker:
        broker.ensure_topics(TOPICS)
    with open_producer(tansu.bootstrap) as producer:
        for record in [a_record(position=position) for position in positions]:
            producer.send(record.topic, record.value, record.key, list(record.headers.items())).get(timeout=10)


def positions(log: LogService) -> list[int]:
    return [row.position for row in log.rows("SELECT position FROM entries ORDER BY position")]


def test_a_consumer_that_was_killed_is_followed_by_one_that_misses_and_doubles_nothing(
    log: LogService, tansu: Tansu, run: Start
) -> None:
    send(tansu, 1, 2, 3)
    killed = run("consume")
    wait_for(lambda: positions(log) == [1, 2, 3], "the first have arrived")
    kill(killed)
    send(tansu, 4, 5)
    run("consume")
    wait_for(lambda: positions(log) == [1, 2, 3, 4, 5], "the rest has arrived")
    assert log.rows("SELECT count(*) FROM quarantine") == [(0,)]


def test_a_consumer_ends_soon_when_told_to(log: LogService, tansu: Tansu, run: Start) -> None:
    send(tansu, 1)
    consumer = run("consume")
    wait_for(lambda: positions(log) == [1], "it works")
    assert terminate(consumer) < SOON
    assert consumer.returncode == 0


def test_migrating_what_is_up_to_date_changes_nothing(log: LogService, run: Start) -> None:
    before = log.rows("SELECT * FROM alembic_version")
    assert run("migrate").wait(30) == 0
    assert log.rows("SELECT * FROM alembic_version") == before
