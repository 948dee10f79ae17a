"""Databases into which every version of a service has written, with the tables of its day."""

from contextlib import AbstractContextManager
from pathlib import Path

from alembic.script import ScriptDirectory

from shared.database import create_engine
from shared.migrations import run_migrations
from tests.servers.databases import SERVICES, Database, new_database
from tests.servers.postgresql import PostgreSQL

INTEGRATION = Path(__file__).resolve().parents[1] / "integration"


def old_database(server: PostgreSQL, service: str) -> AbstractContextManager[Database]:
    """Make a database that has gone through every version of a service, to the newest."""
    return new_database(server, service, lambda url: _go_through_every_version(service, url), variant="_old")


def revisions(service: str) -> list[str]:
    """Return the migrations of a service in the order in which they run."""
    scripts = ScriptDirectory(str(SERVICES / service / "storage" / "migrations"))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def migrate_to(revision: str, service: str, url: str) -> None:
    run_migrations(SERVICES / service, url, revision)


def write_rows(revision: str, service: str, url: str) -> None:
    """Write what the version with this migration would have written, where there is a file with it."""
    file = INTEGRATION / service / "written_at" / f"{revision}.sql"
    if file.exists():
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(file.read_text(encoding="utf-8"))
        engine.dispose()


def _go_through_every_version(service: str, url: str) -> None:
    for revision in revisions(service):
        migrate_to(revision, service, url)
        write_rows(revision, service, url)
