"""PostgreSQL: engines with bounded waits, and what they raise when the database is gone."""

import select
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.errors import UndefinedColumn, UndefinedTable
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.types import UserDefinedType

from shared.settings import Form, setting

# Well above the slowest statement of the request path, so that only a stuck one is cut off.
STATEMENT_TIMEOUT = "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c synchronous_commit=on"

_DRIVER = "postgresql+psycopg"


class DatabaseUnavailable(Exception):
    """The database cannot be reached, or went away in the middle."""


class TransactionId(UserDefinedType[str]):
    """PostgreSQL's xid8: the 64-bit number of the transaction that wrote a row."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


def database_setting(name: str, meaning: str, default: str | None = None) -> Any:
    """Return a dataclass field for the URL of a database, refused unless it is one that `create_engine` takes."""
    return setting(name, meaning, default, form=Form(_is_database_url, f"{_DRIVER}://role@host/database"))


def _is_database_url(text: str) -> bool:
    try:
        return sa.make_url(text).drivername == _DRIVER
    except (sa.exc.ArgumentError, ValueError):
        return False


def is_out_of_reach(error: Exception) -> bool:
    """Return whether the database did not let us in, or went away, as it may at any time."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (
            # Whatever a server that was reached refuses has a code.
            isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", None) is None
        )
    return isinstance(error, DatabaseUnavailable | PoolTimeout)


def lacks_what_is_asked_for(error: Exception) -> bool:
    """Return whether a table or column is not there, as in a database that has not been migrated."""
    asked = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(asked, UndefinedTable | UndefinedColumn)


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


def snapshots_of(engine: sa.Engine) -> sa.Engine:
    """Return the engine for transactions that see one moment of the database and change nothing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _refuse_closed_connection(connection: psycopg.Connection[Any], _record: object, _proxy: object) -> None:
    # A server that went away has closed the socket, which makes an idle one readable. Looking costs
    # microseconds, where asking the server (pool_pre_ping) costs a round trip. The pool then reconnects.
    watch = select.poll()
    watch.register(connection.fileno(), select.POLLIN | select.POLLHUP)
    if watch.poll(0):
        raise sa.exc.DisconnectionError("the server closed the connection")
