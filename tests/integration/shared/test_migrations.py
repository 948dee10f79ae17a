"""The migrations of each service make what its code expects."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.rules.tracked_files import REPOSITORY, SERVICES
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


def test_a_database_that_was_not_migrated_is_told_in_a_sentence(database: Callable[[str], Database]) -> None:
    period = ["--controller", "aleris", "--from", "2026-11-01", "--to", "2026-12-01"]
    # Another service's, in which none of the gate's tables is.
    settings = {"DISCLOSURE_DATABASE_URL": database("consent").runtime_url}
    command = [sys.executable, "-m", "services.disclosure", "compare-recorded", "shared/policy_packs", *period]
    ended = subprocess.run(command, cwd=REPOSITORY, env=os.environ | settings, capture_output=True, check=False)

    told = "Error: The database is not at this version of the service; `migrate` brings it there.\n"
    assert (ended.stderr.decode(), ended.returncode) == (told, 2)
