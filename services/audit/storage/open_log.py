"""Opening the log for reading."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from services.audit.storage.log import PostgresLog
from shared.database import snapshots_of


class LogOpener:
    """Opens the log as it stands at one moment, unable to change anything."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = snapshots_of(engine)

    @contextmanager
    def __call__(self) -> Iterator[PostgresLog]:
        with self._engine.connect() as connection:
            yield PostgresLog(connection)
