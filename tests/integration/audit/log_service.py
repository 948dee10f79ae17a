"""The audit service on a real database: records go in where Kafka would bring them, HTTP comes out without a socket."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
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
from tests.integration.consent.documented_answers import DocumentedAnswers
from tests.servers.databases import Database
from tests.servers.issuer import AUDIENCE, Issuer
from tests.unit.audit.builders import NOON


class LogService:
    """What the consumer brings in, what callers see, and what the database holds."""

    def __init__(self, database: Database, engine: sa.Engine, issuer: Issuer, folder: Path) -> None:
        self.database = database
        self.engine = engine
        self.now = NOON
        self.issuer = issuer
        self._app = create_app(settings_for(database, issuer, folder))
        self._client = self._app.test_client()
        self._documented = DocumentedAnswers(self._app)
        self.take_in = record_handler(PostgresJournal, self._clock)

    def receive(self, *records: Record) -> None:
        """Take in records in one transaction, as the consumer does."""
        with self.engine.begin() as connection:
            self.take_in(connection, records)

    def search(self, token: str | None = None, **body: Any) -> TestResponse:
        answer = self._client.post("/v1/entries/search", json=body, headers=self._headers(token))
        return self._documented.checked(answer)

    def found(self, token: str | None = None, **body: Any) -> list[str]:
        """Return the ids that a search finds, in its order."""
        answer = self.search(token, **body)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return [entry["id"] for entry in answer.get_json()["entries"]]

    def get(self, path: str, token: str | None = None) -> TestResponse:
        return self._documented.checked(self._client.get(path, headers=self._headers(token)))

    def rows(self, query: str) -> list[Any]:
        """Return what the runtime role reads."""
        with self.engine.connect() as connection:
            return list(connection.execute(sa.text(query)).all())

    def owner_engine(self) -> AbstractContextManager[sa.Engine]:
        return self.database.engine(self.database.owner_url)

    def _clock(self) -> datetime:
        return self.now

    def _headers(self, token: str | None) -> dict[str, str]:
        token = self.issuer.token("audit:read") if token is None else token
        return {"Authorization": f"Bearer {token}"} if token else {}


@contextmanager
def running_log(database: Database, issuer: Issuer, folder: Path) -> Iterator[LogService]:
    """Return the service, and leave no connection behind."""
    with database.engine() as engine:
        service = LogService(database, engine, issuer, folder)
        yield service
        service._app.extensions[EXTENSION].open_log._engine.dispose()


def settings_for(database: Database, issuer: Issuer, folder: Path, kafka: str = "127.0.0.1:1") -> Settings:
    (folder / "subject.keys").write_text(f"k1:{'5e' * 32}\n")
    (folder / "cursor.key").write_text("2f" * 32)
    return Settings(
        database_url=database.runtime_url,
        owner_database_url=database.owner_url,
        kafka=kafka,
        issuer=issuer.url,
        jwks_url=f"{issuer.url}/jwks.json",
        audience=AUDIENCE,
        subject_keys_file=folder / "subject.keys",
        cursor_key_file=folder / "cursor.key",
        log_level="error",
    )
