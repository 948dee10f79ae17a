"""PostgreSQL: engines, migrations, and the question whether the schema is the one this code expects."""

import select
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.types import UserDefinedType

# Well above the slowest statement of the request path, so that only a stuck one is cut off.
STATEMENT_TIMEOUT = "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"


class DatabaseUnavailable(Exception):
    """The database cannot be reached, or went away in the middle."""


class SchemaOutdated(Exception):
    """The database has not been migrated to what this code needs."""


class TransactionId(UserDefinedType[str]):
    """PostgreSQL's xid8: the 64-bit number of the transaction that wrote a row."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


def create_engine(url: str, pool_size: int = 8, options: str = STATEMENT_TIMEOUT) -> sa.Engine:
    """Return an engine whose every connection has a bounded wait for the server and for each statement."""
    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=2,
        pool_timeout=5,
        connect_args={"connect_timeout": 3, "options": options},
    )
    sa.event.listen(engine, "checkout", _refuse_closed_connection)
    return engine


def _refuse_closed_connection(connection: psycopg.Connection[Any], _record: object, _proxy: object) -> None:
    # A server that went away has closed the socket, which makes an idle one readable. Looking costs
    # microseconds, where asking the server (pool_pre_ping) costs a round trip. The pool then reconnects.
    watch = select.poll()
    watch.register(connection.fileno(), select.POLLIN | select.POLLHUP)
    if watch.poll(0):
        raise sa.exc.DisconnectionError("the server closed the connection")


def run_migrations(package_dir: Path, url: str) -> None:
    """Bring a database up to the newest migration found under `package_dir`/storage/migrations."""
    command.upgrade(_alembic_config(package_dir, url), "head")


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
