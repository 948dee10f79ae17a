"""Opening the log for reading."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import sqlalchemy as sa

from services.audit.storage.log import PostgresLog


def log_opener(engine: sa.Engine) -> Callable[[], AbstractContextManager[PostgresLog]]:
    """Return a function that opens the log as it stands at one moment, unable to change anything."""
    snapshots = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def open_log() -> Iterator[PostgresLog]:
        with snapshots.connect() as connection:
            yield PostgresLog(connection)

    return open_log
