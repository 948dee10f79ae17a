"""Servers and databases for every test that needs them; a test that does not ask for one starts none."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from deploy.local.folders import Folders
from tests.servers import session
from tests.servers.apache_kafka import ApacheKafka, KafkaMissing, shared_apache_kafka
from tests.servers.databases import Database, migrate_service, new_database
from tests.servers.issuer import Issuer, running_issuer
from tests.servers.postgresql import OwnPostgreSQL, PostgreSQL, shared_postgresql
from tests.servers.stack import Stack, running_stack
from tests.servers.tansu import Tansu

# The same examples in every run, so that a change is judged by what it changes; `make oracle` looks for new ones.
settings.register_profile("same-examples", derandomize=True)
settings.load_profile("same-examples")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        session.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        session.end()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that share a whole system come last: while it runs it takes half a processor, whoever uses it."""
    items.sort(key=lambda item: "stack" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def postgresql() -> PostgreSQL:
    """The session's database server, shared by all workers."""
    return shared_postgresql()


@pytest.fixture
def own_postgresql() -> Iterator[OwnPostgreSQL]:
    """A database server that this test alone uses, and may crash."""
    server = OwnPostgreSQL(Folders(session.own_folder()))
    yield server
    server.crash()


@pytest.fixture
def database(postgresql: PostgreSQL) -> Iterator[Callable[[str], Database]]:
    """Ask it for a service's name and get a new, migrated, empty database with that service's roles."""
    with ExitStack() as databases:
        yield lambda service: databases.enter_context(new_database(postgresql, service, migrate_service(service)))


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    """An issuer of access tokens, shared by the tests of a worker, which must not change its keys."""
    with running_issuer() as issuer:
        yield issuer


@pytest.fixture
def tansu(tmp_path: Path) -> Iterator[Tansu]:
    """The embedded broker, new and empty."""
    broker = Tansu(tmp_path)
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def apache_kafka() -> ApacheKafka:
    """Apache Kafka, shared by all tests, which therefore name topics of their own."""
    try:
        return shared_apache_kafka()
    except KafkaMissing as error:
        if os.environ.get("REQUIRE_KAFKA") == "1":
            pytest.fail(f"REQUIRE_KAFKA=1, but: {error}")
        pytest.skip(str(error))


@pytest.fixture(params=["tansu", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest) -> Tansu | ApacheKafka:
    """Each broker that Hjemmel runs on, in turn."""
    return request.getfixturevalue({"tansu": "tansu", "kafka": "apache_kafka"}[request.param])


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The whole system, running; shared by the tests of a worker, which must leave it running."""
    with running_stack(session.own_folder()) as stack:
        yield stack
