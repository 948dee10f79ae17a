"""What the database lets the running service do."""

from collections.abc import Callable
from contextlib import suppress

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from services.consent.storage.tables import metadata
from tests.servers.databases import Database

TABLES = sorted(metadata.tables)


def is_allowed(database: Database, statement: str) -> bool:
    with database.engine() as engine, suppress(ProgrammingError), engine.begin() as connection:
        connection.execute(sa.text(statement))
        return True
    return False


@pytest.fixture
def consent_database(database: Callable[[str], Database]) -> Database:
    return database("consent")


def test_every_row_can_be_read_and_none_deleted(consent_database: Database) -> None:
    for table in TABLES:
        assert is_allowed(consent_database, f"SELECT * FROM {table}"), table
        assert not is_allowed(consent_database, f"DELETE FROM {table}"), table
        assert not is_allowed(consent_database, f"TRUNCATE {table}"), table


def test_nothing_can_be_changed_but_numbers_of_states_fates_of_lines_and_places_in_queues(
    consent_database: Database,
) -> None:
    changeable = [
        f"{table}.{column.name}"
        for table in TABLES
        for column in metadata.tables[table].columns
        if is_allowed(consent_database, f'UPDATE {table} SET "{column.name}" = DEFAULT')
    ]
    assert changeable == [
        "consent_import_lines.said",
        "consent_import_lines.outcome",
        "consent_import_lines.consent_id",
        "consent_import_lines.refusal",
        "consent_imports.lines",
        "consent_imports.finished_at",
        "recall_questions.decided_at",
        "subject_states.version",
        "webhook_cursors.xid",
        "webhook_cursors.seq",
        "webhook_deliveries.status",
        "webhook_deliveries.due_at",
        "webhook_deliveries.waiting_since",
        "webhook_deliveries.tries",
        "webhook_deliveries.claim",
    ]


def test_the_runtime_role_cannot_change_the_schema(consent_database: Database) -> None:
    assert not is_allowed(consent_database, "CREATE TABLE extra (id int)")
    assert not is_allowed(consent_database, "DROP TABLE consents")
