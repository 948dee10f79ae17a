"""A database with an outbox and an inbox of its own, and names that no other test uses."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.contracts.messaging.schema import create_schema
from tests.servers.databases import Database, new_database
from tests.servers.postgresql import PostgreSQL


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
