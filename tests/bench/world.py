"""What is measured: the gate, the minimal view, relay and audit consumer, on one PostgreSQL with fsync on."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from deploy.local.settings import REPOSITORY
from shared.events.topics import PARTITIONS
from shared.subject_references import SubjectKeys
from tests.bench.load import http_request
from tests.journeys.client import a_check
from tests.servers.processes import free_port, kill, start, wait_for_port
from tests.servers.stack import Stack

SUBJECTS = 2_000
# The bench writes the copy of consent state itself, so that nothing but the gate is at work while it is measured.
LEASE_SECONDS = 86_400


class World:
    """A stack of which only the measured process runs at any time."""

    def __init__(self, stack: Stack, minimal_port: int) -> None:
        self.stack = stack
        self.minimal_port = minimal_port
        self._token = stack.token("journal-system")
        self._patients = [f"0101{place // 1000 + 60}{place % 1000 + 1000}" for place in range(SUBJECTS)]

    def minimal_requests(self) -> list[bytes]:
        """Return requests for the minimal view, with the same bodies as checks."""
        return [
            http_request("/minimal", self._token, json.dumps(self._check(patient) | {"key": patient}).encode())
            for patient in self._patients
        ]

    def check_requests(self) -> list[bytes]:
        """Return single checks."""
        return [
            http_request("/v1/disclosure-checks", self._token, json.dumps(self._check(patient)).encode())
            for patient in self._patients
        ]

    def batch_requests(self, size: int) -> list[bytes]:
        """Return batches of so many checks of different patients."""
        checks = [self._check(patient) for patient in self._patients]
        batches = [checks[place : place + size] for place in range(0, SUBJECTS - size + 1, size)]
        return [
            http_request("/v1/disclosure-checks/batch", self._token, json.dumps({"checks": batch}).encode())
            for batch in batches
        ]

    def fill(self) -> None:
        """Give every patient a consent in the gate's copy, and every partition a heartbeat."""
        keys = SubjectKeys.from_file(self.stack.folders.secrets / "subject-keys")
        references = [keys.references("aleris", "cpr", patient)[0] for patient in self._patients]
        with self.connect("hjemmel_disclosure") as connection, connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO subject_states VALUES ('aleris', %s, 1, %s)",
                [(reference, json.dumps(state_of(reference))) for reference in references],
            )
            cursor.executemany("INSERT INTO heartbeats VALUES (%s, now())", [(one,) for one in range(PARTITIONS)])
            cursor.execute("CREATE TABLE bench_states (subject text PRIMARY KEY, state text NOT NULL)")
            cursor.execute(
                "CREATE TABLE bench_answers (id bigint GENERATED ALWAYS AS IDENTITY, payload bytea NOT NULL)"
            )
            cursor.executemany(
                "INSERT INTO bench_states VALUES (%s, %s)",
                [(patient, json.dumps(state_of(patient))) for patient in self._patients],
            )

    def connect(self, database: str) -> "psycopg.Connection[tuple[int]]":
        """Connect as the superuser."""
        assert self.stack.postgresql
        return self.stack.postgresql.server.administer(database)  # type: ignore[return-value]

    def count(self, database: str, table: str) -> int:
        """Return how many rows a table has."""
        with self.connect(database) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]
        assert row
        return row[0]

    @staticmethod
    def _check(patient: str) -> dict[str, object]:
        return a_check({"cpr": patient}, ["dx", "notes"])


def state_of(reference: str) -> dict[str, object]:
    scope = {
        "recipients": [{"kind": "insurer", "id": "insurer-a"}],
        "purposes": ["insurance-payment"],
        "items": [{"category": "dx"}, {"category": "proc"}],
    }
    consent = {
        "id": "5e3b9a0e-0000-7000-8000-000000000001",
        "given_at": "2026-11-01T09:00:00+00:00",
        "given_by": {"authority": "self"},
        "form": "written",
        "scope": scope,
        "withdrawals": [],
    }
    return {"controller": "aleris", "subject": reference, "version": 1, "consents": [consent], "objections": []}


@contextmanager
def running_world(folder: Path) -> Iterator[World]:
    """Start PostgreSQL, the gate and the minimal view, each as `make run` would, and fill them."""
    stack = Stack(
        folder, {"WEB_WORKERS": "2", "HJEMMEL_LEASE_SECONDS": str(LEASE_SECONDS), "HJEMMEL_LOG_LEVEL": "warning"}
    )
    try:
        stack.lay_out()
        for name in ("identity", "disclosure"):
            stack.start(name)
        wait_for_port(stack.settings.identity_port, "the identity provider listens")
        wait_for_port(stack.settings.disclosure_port, "the gate listens")
        port = free_port()
        world = World(stack, port)
        world.fill()
        with _minimal_view(stack, port):
            yield world
    finally:
        stack.end_everything()


@contextmanager
def _minimal_view(stack: Stack, port: int) -> Iterator[None]:
    """Serve the minimal view as the gate is served."""
    sockets = stack.folders.postgresql_sockets
    environment = {
        **os.environ,
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": "2",
        "BENCH_DATABASE": f"host={sockets} user=postgres dbname=hjemmel_disclosure",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "tests.bench.minimal_view:app"]
    process = start(command, stack.folders.log("minimal"), environment, REPOSITORY)
    wait_for_port(port, "the minimal view listens")
    try:
        yield
    finally:
        kill(process)
