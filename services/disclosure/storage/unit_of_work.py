"""One transaction on the disclosure database."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
import sqlalchemy as sa

from services.disclosure.storage.consent_copies import ConsentCopies
from services.disclosure.storage.decisions import Decisions
from services.disclosure.storage.late_commits import commit_within
from services.disclosure.storage.recorded_decisions import RecordedDecisions
from services.disclosure.use_cases.ports import UnitOfWork
from shared.database import DatabaseUnavailable


class PostgresUnits:
    """Starts units of work.

    The two statements of the gate's request path go to the driver directly: SQLAlchemy's own execution
    costs more there than the decision itself. Pooling, and everything elsewhere, stays with SQLAlchemy.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Yield a unit of work; what it did not commit is rolled back. Raises DatabaseUnavailable."""
        try:
            with self._connection() as connection:
                yield UnitOfWork(
                    ConsentCopies(connection),
                    Decisions(connection),
                    RecordedDecisions(connection),
                    connection.commit,
                    partial(commit_within, connection),
                )
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise DatabaseUnavailable(type(error).__name__) from error

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        pooled = self._engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert connection is not None
            yield connection
        finally:
            # Handing a connection back rolls back what was not committed; the pool drops it if that fails.
            pooled.close()
