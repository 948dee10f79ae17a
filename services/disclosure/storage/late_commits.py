"""A commit that the database itself refuses when it comes too late."""

from datetime import timedelta
from typing import Any

import psycopg
from psycopg.pq import DiagnosticField, ExecStatus

from services.disclosure.use_cases.ports import LeaseOver

# PostgreSQL has no conditional COMMIT, but what comes after an error in one message is not done. Sent as one message,
# so that a gate that is stopped has either not asked to commit yet, and will be refused, or has asked in time.
_COMMIT_WITHIN = (
    b"SELECT 1 / (clock_timestamp() - transaction_timestamp() < interval '%d microseconds')::integer; COMMIT"
)
_DIVISION_BY_ZERO = b"22012"
_MICROSECOND = timedelta(microseconds=1)


def commit_within(connection: psycopg.Connection[Any], time: timedelta) -> None:
    """Commit unless so much time has passed since the transaction began; then raise LeaseOver."""
    # Through libpq itself: a cursor for two statements would cost the client twice what the commit does.
    result = connection.pgconn.exec_(_COMMIT_WITHIN % (time // _MICROSECOND))
    if result.status == ExecStatus.COMMAND_OK:
        return
    if result.error_field(DiagnosticField.SQLSTATE) == _DIVISION_BY_ZERO:
        raise LeaseOver
    raise psycopg.OperationalError("the commit was not confirmed")
