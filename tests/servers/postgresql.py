"""PostgreSQL for tests: one server shared by the session, and servers of their own for tests that break theirs."""

import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import psycopg

from deploy.local.cluster import create_cluster, server_command
from deploy.local.folders import Folders
from deploy.local.system_user import server_user
from tests.servers import session
from tests.servers.processes import kill, start, wait_for

# Nothing here has to outlive a power cut. Everything survives the death of any process all the same.
FAST = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_wal_size=4GB", "-c", "checkpoint_timeout=1h"]


@dataclass(frozen=True)
class PostgreSQL:
    """A running server, reached through its UNIX socket."""

    folders: Folders

    def url(self, role: str, database: str) -> str:
        """Return SQLAlchemy's URL of a database."""
        return f"postgresql+psycopg://{role}@/{database}?host={quote(str(self.folders.postgresql_sockets))}"

    def administer(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Connect as the superuser."""
        sockets = str(self.folders.postgresql_sockets)
        return psycopg.connect(host=sockets, user="postgres", dbname=database, autocommit=True, connect_timeout=3)

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            self.administer().close()
        except psycopg.OperationalError:
            return False
        return True


def shared_postgresql() -> PostgreSQL:
    """Return the session's server, started by whoever asks first."""
    folders = Folders(session.folder() / "postgresql")
    server = PostgreSQL(folders)
    with session.lock("postgresql"):
        if not server.answers():
            lay_out_cluster(folders)
            # With a quick, immediate shutdown, because the data are thrown away.
            session.keep("postgresql", [*server_command(folders), *FAST], signal.SIGQUIT, server_user())
            wait_for(server.answers, "PostgreSQL takes connections")
    return server


class OwnPostgreSQL:
    """A server that one test may crash and start again."""

    def __init__(self, folders: Folders, options: Sequence[str] = FAST) -> None:
        lay_out_cluster(folders)
        self.server = PostgreSQL(folders)
        self._command = [*server_command(folders), *options]
        self.start()

    def start(self) -> None:
        """Start, recovering from a crash if there was one."""
        self._process = self._new_process()
        wait_for(self._answers_or_is_started_again, "PostgreSQL takes connections")

    def crash(self) -> None:
        """Kill the server; its sessions notice and end."""
        kill(self._process)

    def stop(self) -> None:
        """End the server in order, cutting off its clients."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def _new_process(self) -> "subprocess.Popen[bytes]":
        return start(self._command, self.server.folders.data / "postgresql.log", user=server_user())

    def _answers_or_is_started_again(self) -> bool:
        # A server refuses to start while sessions of its killed predecessor are still ending.
        if self._process.poll() is not None:
            self._process = self._new_process()
        return self.server.answers()


def lay_out_cluster(folders: Folders) -> None:
    """Make a cluster by copying an untouched one, which is ten times faster than making one."""
    for folder in (folders.data, folders.sockets):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pristine = Folders(session.folder() / "pristine")
    with session.lock("pristine"):
        if not pristine.cluster.exists():
            pristine.data.mkdir(exist_ok=True)
            pristine.sockets.mkdir(exist_ok=True)
            create_cluster(pristine)
    if not folders.cluster.exists():
        subprocess.run(["cp", "-a", pristine.cluster, folders.cluster], check=True)
    # Finds the cluster there, and only sees to the permissions.
    create_cluster(folders)
