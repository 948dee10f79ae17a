"""The audit service on a real database: records go in where Kafka would bring them, HTTP comes out without a socket."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from services.audit.api.context import EXTENSION
from services.audit.bootstrap import create_app
from services.audit.messaging.take_in_records import record_handler
from services.audit.settings import Settings
from services.audit.storage.journal import PostgresJournal
from shared.messaging.consumer import Record
from tests.servers.databases import Database
from tests.servers.issuer import Issuer
from tests.servers.service_client import ServiceClient, body_of
from tests.servers.service_settings import NOBODY, usual_settings
from tests.standing_clock import StandingClock
from tests.unit.audit.builders import NOON


class LogService(ServiceClient):
    """What the consumer brings in, what callers see, and what the database holds."""

    def __init__(self, database: Database, engine: sa.Engine, issuer: Issuer, folder: Path) -> None:
        super().__init__(create_app(settings_for(database, issuer, folder)), issuer, issuer.token("audit:read"))
        self.database = database
        self.engine = engine
        self.clock = StandingClock(NOON)
        self.take_in = record_handler(PostgresJournal, self.clock)

    def receive(self, *records: Record) -> None:
        """Take in records in one transaction, as the consumer does."""
        with self.engine.begin() as connection:
            self.take_in(connection, records)

    def search(self, token: str | None = None, **body: Any) -> TestResponse:
        return self.post("/v1/entries/search", body, token)

    def found(self, token: str | None = None, **body: Any) -> list[str]:
        """Return the ids that a search finds, in its order."""
        return [entry["id"] for entry in body_of(self.search(token, **body))["entries"]]

    def rows(self, query: str) -> list[Any]:
        """Return what the runtime role reads."""
        with self.engine.connect() as connection:
            return list(connection.execute(sa.text(query)).all())

    def owner_engine(self) -> AbstractContextManager[sa.Engine]:
        return self.database.engine(self.database.owner_url)


@contextmanager
def running_log(database: Database, issuer: Issuer, folder: Path) -> Iterator[LogService]:
    """Return the service, and leave no connection behind."""
    with database.engine() as engine:
        service = LogService(database, engine, issuer, folder)
        yield service
        service.app.extensions[EXTENSION].open_log._engine.dispose()


def settings_for(database: Database, issuer: Issuer, folder: Path, kafka: str = NOBODY) -> Settings:
    cursor_key = folder / "cursor.key"
    cursor_key.write_text("2f" * 32)
    usual = usual_settings(database, issuer, folder)
    return Settings(**usual | {"kafka": kafka}, cursor_key_file=cursor_key)
