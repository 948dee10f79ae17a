"""The consent service for each test, on a database of its own."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.consent.service import Service, running_service
from tests.servers.commands import start_command
from tests.servers.databases import Database, migrate_service, new_database
from tests.servers.issuer import Issuer
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import kill
from tests.servers.receiver import Receiver, running_receiver

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def service(database: Callable[[str], Database], issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    with running_service(database("consent"), issuer, tmp_path) as service:
        yield service


@pytest.fixture(scope="session")
def shared_service(
    postgresql: PostgreSQL, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """One service for all tests that only look at what an answer says, not at what the database then holds."""
    with (
        new_database(postgresql, "consent", migrate_service("consent")) as database,
        running_service(database, issuer, tmp_path_factory.mktemp("consent")) as service,
    ):
        yield service


@pytest.fixture
def start(service: Service, tmp_path: Path) -> Iterator[Start]:
    """Start a process that delivers, with these settings in place of the usual ones."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(**settings: Any) -> "subprocess.Popen[bytes]":
        log = tmp_path / f"webhooks-{len(started)}.log"
        started.append(start_command("consent", "webhooks", replace(service.settings, **settings), log))
        return started[-1]

    yield start_one
    for process in started:
        kill(process)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver
