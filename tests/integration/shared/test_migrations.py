"""The migrations of each service make what its code expects."""

from collections.abc import Callable
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.rules.tracked_files import SERVICES
from tests.servers.databases import Database


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
@pytest.mark.parametrize("service", SERVICES)
def test_the_migrations_make_the_tables_that_the_code_expects(
    database: Callable[[str], Database], service: str
) -> None:
    expected = import_module(f"services.{service}.storage.tables").metadata

    def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or name in expected.tables

    migrated = database(service)
    with migrated.engine(migrated.owner_url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, expected) == []
