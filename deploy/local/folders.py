"""Where everything of one stack lies inside its data folder."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import StackError
from deploy.local.settings import Settings

# Linux allows 107 bytes for the path of a UNIX socket, macOS 103. Supervisor adds its pid to the name while it binds.
_LONGEST_SOCKET_PATH = 103
_LONGEST_SOCKET_NAME = "/postgresql/.s.PGSQL.5432.lock"
# These mean something in supervisor's configuration file.
_UNUSABLE = frozenset("\"';%\n\r")


@dataclass(frozen=True)
class Folders:
    """The paths of one data folder; nothing is created by asking for them."""

    data: Path

    @property
    def cluster(self) -> Path:
        return self.data / "postgresql"

    @property
    def secrets(self) -> Path:
        return self.data / "secrets"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def metrics(self) -> Path:
        return self.data / "metrics"

    @property
    def run(self) -> Path:
        """Hold what a running stack needs and a stopped one may lose."""
        return self.data / "run"

    @property
    def sockets(self) -> Path:
        """Hold UNIX sockets: inside the data folder unless its path is too long for a socket."""
        if len(os.fsencode(self.run)) + len(_LONGEST_SOCKET_NAME) <= _LONGEST_SOCKET_PATH:
            return self.run
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"hjemmel-{digest}"

    @property
    def postgresql_sockets(self) -> Path:
        return self.sockets / "postgresql"

    @property
    def supervisor_socket(self) -> Path:
        return self.sockets / "supervisor.sock"

    def log(self, process: str) -> Path:
        return self.logs / f"{process}.log"


def create_folders(settings: Settings) -> Folders:
    """Create the data folder and what it holds, private to this user, or raise StackError."""
    if _UNUSABLE & set(str(settings.data)):
        raise StackError(f"HJEMMEL_DATA may not contain quotation marks, semicolons or per cent signs: {settings.data}")
    folders = Folders(settings.data)
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (folders.secrets, folders.logs, folders.metrics, folders.run, folders.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StackError(
            f"The data folder {settings.data} cannot be used ({error.strerror}); name another one with HJEMMEL_DATA."
        ) from None
    _refuse_a_strangers_folder(folders.sockets)
    return folders


def _refuse_a_strangers_folder(folder: Path) -> None:
    """Look who made it: the folder for temporary files is open to all, so somebody else may have been there first."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise StackError(f"{folder} belongs to somebody else; choose a shorter HJEMMEL_DATA, so that it is not needed.")
