"""One database and two roles per service, and the migrations that fill it."""

import subprocess
import sys
import time

import psycopg
from psycopg import sql

from deploy.local.environment import SERVICES
from deploy.local.errors import NotReady, StackError
from deploy.local.folders import Folders
from deploy.local.settings import REPOSITORY


def wait_for_postgresql(folders: Folders, seconds: float) -> None:
    """Return as soon as the server takes connections."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection = _connect(folders, "postgres")
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                sentence = f"PostgreSQL did not come up within {seconds:.0f} seconds; its last log lines are above."
                raise NotReady("postgresql", sentence) from None
            time.sleep(0.1)
        else:
            connection.close()
            return


def _connect(folders: Folders, database: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=str(folders.postgresql_sockets), user="postgres", dbname=database, autocommit=True, connect_timeout=3
    )


def create_databases(folders: Folders) -> None:
    """Create what is missing: per service a role that owns the schema, one that the service runs as, and a database."""
    with _connect(folders, "postgres") as connection:
        for service in SERVICES:
            for role in (f"{service}_owner", service):
                create = sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role))
                _create(connection, "pg_roles", "rolname", role, create)
            _create_database(connection, service)


def _create_database(connection: "psycopg.Connection[tuple[object, ...]]", service: str) -> None:
    name, owner = f"hjemmel_{service}", f"{service}_owner"
    create = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner))
    _create(connection, "pg_database", "datname", name, create)
    # No service may so much as connect to another's database.
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(service))
    )


def _create(
    connection: "psycopg.Connection[tuple[object, ...]]", catalogue: str, column: str, name: str, create: sql.Composed
) -> None:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(catalogue), sql.Identifier(column))
    if connection.execute(query, [name]).fetchone() is None:
        connection.execute(create)


def migrate(environment: dict[str, str]) -> None:
    """Bring the three databases up to date, side by side."""
    running = {service: _start_migration(service, environment) for service in SERVICES}
    outputs = {service: process.communicate()[0] for service, process in running.items()}
    for service, process in running.items():
        if process.returncode:
            raise StackError(f"{outputs[service].strip()}\nThe migration of {service} failed; its output is above.")


def _start_migration(service: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", f"services.{service}", "migrate"]
    pipe, together = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen(  # noqa: S603 (our own command)
        command, env=environment, cwd=REPOSITORY, stdout=pipe, stderr=together, text=True
    )
