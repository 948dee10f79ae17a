"""One transaction on the disclosure database."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from services.disclosure.storage.consent_copies import ConsentCopies
from services.disclosure.storage.decisions import Decisions
from services.disclosure.use_cases.ports import UnitOfWork


class PostgresUnits:
    """Starts units of work.

    The two statements of the gate's request path go to the driver directly: SQLAlchemy's own execution
    costs more there than the decision itself. Pooling, and everything elsewhere, stays with SQLAlchemy.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Yield a unit of work; what it did not commit is rolled back."""
        pooled = self._engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert connection is not None
            yield UnitOfWork(ConsentCopies(connection), Decisions(connection), connection.commit, connection.rollback)
        except BaseException as error:
            if self._engine.dialect.is_disconnect(error, None, None):  # type: ignore[arg-type]
                pooled.invalidate(error)
            raise
        finally:
            # Handing a connection back to the pool rolls back what was not committed.
            pooled.close()
