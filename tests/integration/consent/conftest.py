"""The consent service for each test, on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.consent.service import Service, running_service
from tests.servers.databases import Database, migrate_service, new_database
from tests.servers.issuer import Issuer
from tests.servers.postgresql import PostgreSQL


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
