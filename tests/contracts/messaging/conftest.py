"""A database with an outbox and an inbox of its own, and names that no other test uses."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.contracts.messaging.schema import create_schema
from tests.servers import processes
from tests.servers.databases import Database, new_database
from tests.servers.postgresql import PostgreSQL

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def messaging_database(postgresql: PostgreSQL) -> Iterator[Database]:
    with new_database(postgresql, "messaging", create_schema) as database:
        yield database


@pytest.fixture
def engine(messaging_database: Database) -> Iterator[sa.Engine]:
    with messaging_database.engine() as engine:
        yield engine


@pytest.fixture
def topic() -> str:
    return f"things.{uuid4().hex[:12]}.v1"


@pytest.fixture
def start(
    request: pytest.FixtureRequest, messaging_database: Database, tmp_path: Path
) -> Iterator[Callable[[str, str], "Popen[bytes]"]]:
    """Start a relay or consumer as a process of its own, on this test's database and broker."""
    name = "broker" if "broker" in request.fixturenames else "tansu"
    bootstrap = request.getfixturevalue(name).bootstrap
    started: list[Popen[bytes]] = []

    def start_process(task: str, topic: str) -> "Popen[bytes]":
        module = "tests.contracts.messaging.process"
        command = [sys.executable, "-m", module, task, messaging_database.runtime_url, bootstrap, topic]
        started.append(processes.start(command, tmp_path / f"{task}.log", folder=REPOSITORY))
        return started[-1]

    yield start_process
    for process in started:
        processes.kill(process)
