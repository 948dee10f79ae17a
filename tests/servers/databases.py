"""Databases for tests: each one a copy of a template that was migrated once in the session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from psycopg import sql

from shared.database import create_engine
from shared.migrations import run_migrations
from tests.servers import session
from tests.servers.postgresql import PostgreSQL

SERVICES = Path(__file__).resolve().parents[2] / "services"


@dataclass(frozen=True)
class Database:
    """A database of one test, at the newest migration and empty otherwise."""

    owner_url: str
    runtime_url: str
    name: str

    @contextmanager
    def engine(self, url: str | None = None) -> Iterator[sa.Engine]:
        """Return an engine of the runtime role, or of another URL, that leaves no connection behind."""
        engine = create_engine(url or self.runtime_url)
        try:
            yield engine
        finally:
            engine.dispose()


def migrate_service(service: str) -> Callable[[str], None]:
    """Return what brings an empty database to the newest migration of a service."""
    return lambda url: run_migrations(SERVICES / service, url)


@contextmanager
def new_database(
    server: PostgreSQL, kind: str, migrate: Callable[[str], None], variant: str = ""
) -> Iterator[Database]:
    """Make a database of this kind; its roles are `<kind>_owner` and `<kind>`. What is made otherwise is a variant."""
    template = f"template_{kind}{variant}"
    _prepare_template(server, kind, template, migrate)
    name = f"{kind}_{uuid4().hex[:12]}"
    with server.administer() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(f"{kind}_owner")
            )
        )
    yield Database(server.url(f"{kind}_owner", name), server.url(kind, name), name)
    if server.answers():
        with server.administer() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _prepare_template(server: PostgreSQL, kind: str, template: str, migrate: Callable[[str], None]) -> None:
    owner = f"{kind}_owner"
    with session.lock(f"template-{kind}"), server.administer() as connection:
        finished = "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate"
        if connection.execute(finished, [template]).fetchone():
            return
        for role in (owner, kind):
            _create_role(connection, role)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(template)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(template), sql.Identifier(owner))
        )
        migrate(server.url(owner, template))
        connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(template)))


def _create_role(connection: object, role: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if not found:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
