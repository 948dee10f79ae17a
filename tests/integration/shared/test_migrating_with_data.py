"""Migrations keep what is in the tables, whichever version of a service wrote it."""

from typing import Any

import pytest
import sqlalchemy as sa

from tests.rules.tracked_files import SERVICES
from tests.servers.databases import new_database
from tests.servers.old_databases import migrate_to, revisions, write_rows
from tests.servers.postgresql import PostgreSQL

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
CORRECTED = {("consent", "0021"): ["consents"]}
"""The tables in which a migration mends rows; that it does is shown in `test_migrating_with_data.py` of the service."""

Rows = dict[str, list[dict[str, Any]]]


@pytest.mark.parametrize("service", SERVICES)
def test_no_migration_loses_or_changes_a_row_that_is_there(postgresql: PostgreSQL, service: str) -> None:
    with (
        new_database(postgresql, service, lambda _: None, variant="_empty") as database,
        database.engine(database.owner_url) as engine,
    ):
        for revision in revisions(service):
            before = all_rows(engine)
            migrate_to(revision, service, database.owner_url)
            after = all_rows(engine)
            assert fewer(before, after) == [], revision
            assert changed(before, after) == CORRECTED.get((service, revision), []), revision
            write_rows(revision, service, database.owner_url)
        # A table of a newer migration needs rows in a file of its own.
        assert [table for table, rows in all_rows(engine).items() if not rows] == []


def all_rows(engine: sa.Engine) -> Rows:
    with engine.connect() as connection:
        tables = connection.scalars(sa.text(TABLES)).all()
        return {
            table: list(connection.scalars(sa.text(f'SELECT to_jsonb(one) FROM "{table}" AS one'))) for table in tables
        }


def fewer(before: Rows, after: Rows) -> list[str]:
    return [table for table, rows in before.items() if len(after.get(table, [])) < len(rows)]


def changed(before: Rows, after: Rows) -> list[str]:
    """Return the tables in which a row has lost a column or has something else in it; it may have more columns."""
    return [
        table
        for table, rows in before.items()
        if not all(any(row.items() <= found.items() for found in after.get(table, [])) for row in rows)
    ]
