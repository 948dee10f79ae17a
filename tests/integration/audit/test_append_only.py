"""Whoever runs the service can add to the log and read it, nothing else."""

import pytest
import sqlalchemy as sa

from tests.integration.audit.log_service import LogService
from tests.unit.audit.builders import a_record

ATTEMPTS = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table}",
    "MERGE": "MERGE INTO {table} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
    "ALTER": "ALTER TABLE {table} ADD COLUMN more text",
    "DROP": "DROP TABLE {table}",
    "TRIGGER": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "INDEX": "CREATE INDEX ON {table} ({column})",
}
TABLES = (
    "SELECT table_name, min(column_name) AS a_column FROM information_schema.columns"
    " WHERE table_schema = 'public' GROUP BY 1"
)
REFUSED = r"permission denied|must be owner"


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_table_can_be_changed(log: LogService, attempt: str) -> None:
    log.receive(a_record(), a_record(value=b"{"))
    tables = log.rows(TABLES)
    assert {"entries", "quarantine", "completeness_marks", "consumer_positions"} <= {row.table_name for row in tables}
    for row in tables:
        statement = ATTEMPTS[attempt].format(table=row.table_name, column=f'"{row.a_column}"')
        with (
            pytest.raises(sa.exc.ProgrammingError, match=REFUSED),
            log.engine.begin() as connection,
        ):
            connection.execute(sa.text(statement))


@pytest.mark.parametrize("statement", ["SET ROLE audit_owner", "SET session_replication_role = replica"])
def test_the_role_cannot_become_more_than_it_is(log: LogService, statement: str) -> None:
    with pytest.raises(sa.exc.ProgrammingError, match=REFUSED), log.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_the_role_has_been_granted_insert_and_select_and_nothing_else(log: LogService) -> None:
    granted = log.rows(
        "SELECT DISTINCT privilege_type FROM information_schema.role_table_grants WHERE grantee = 'audit'"
    )
    assert {row.privilege_type for row in granted} == {"INSERT", "SELECT"}
