"""Migrations: running them, one migrator at a time, and asking whether the schema is the one this code expects."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command, context
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

# Any constant will do; all migrators of one database must use the same.
MIGRATION_LOCK = 4_356_653


class SchemaOutdated(Exception):
    """The database has not been migrated to what this code needs."""


def run_migrations(package_dir: Path, url: str, revision: str = "head") -> None:
    """Bring a database up to a migration under `package_dir`/storage/migrations, the newest unless one is named."""
    command.upgrade(_alembic_config(package_dir, url), revision)


def migrate(metadata: sa.MetaData) -> None:
    """Do what every service's env.py does: run the pending migrations in one transaction, with bounded waits."""
    engine = sa.create_engine(context.config.attributes["url"])
    with engine.connect() as connection, connection.begin():
        connection.execute(sa.text("SET LOCAL lock_timeout = '4s'"))
        connection.execute(sa.text("SET LOCAL statement_timeout = '60s'"))
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        context.configure(connection=connection, target_metadata=metadata)
        context.run_migrations()
    engine.dispose()


def schema_check(engine: sa.Engine, package_dir: Path) -> Callable[[], None]:
    """Return a readiness check: raises unless the database answers and stands at the newest known migration."""
    heads = set(ScriptDirectory.from_config(_alembic_config(package_dir, "")).get_heads())

    def check() -> None:
        with engine.connect() as connection:
            current = set(MigrationContext.configure(connection).get_current_heads())
        if current != heads:
            raise SchemaOutdated(f"the schema is at {sorted(current)}, this code needs {sorted(heads)}")

    return check


def _alembic_config(package_dir: Path, url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(package_dir / "storage" / "migrations"))
    config.attributes["url"] = url
    return config
