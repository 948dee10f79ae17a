"""PostgreSQL for tests: one server shared by the session, and servers of their own for tests that break theirs."""

import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
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
            _lay_out(folders)
            # With a quick, immediate shutdown, because the data are thrown away.
            session.keep("postgresql", [*server_command(folders), *FAST], signal.SIGQUIT, server_user())
            wait_for(server.answers, 30, "PostgreSQL takes connections")
    return server


class OwnPostgreSQL(PostgreSQL):
    """A server that one test may crash and start again."""

    process: "subprocess.Popen[bytes]"

    @classmethod
    def on(cls, folder: Path) -> "OwnPostgreSQL":
        """Return a new server with its data below the folder."""
        _lay_out(Folders(folder))
        server = cls(Folders(folder))
        server.start()
        return server

    def start(self) -> None:
        """Start, recovering from a crash if there was one."""
        command = [*server_command(self.folders), *FAST]
        object.__setattr__(self, "process", start(command, self.folders.data / "server.log", user=server_user()))
        wait_for(self.answers, 30, "PostgreSQL takes connections")

    def crash(self) -> None:
        """Kill the server with all its sessions."""
        kill(self.process)


def _lay_out(folders: Folders) -> None:
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


