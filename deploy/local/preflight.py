"""What is looked at before anything is started, so that a start that cannot work says why."""

import platform
import shutil
import socket
from contextlib import suppress

import psutil

from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.settings import Settings

# A new cluster takes 60 MB and its write-ahead log grows to a gigabyte under load.
_LEAST_FREE_BYTES = 500_000_000


def refuse_unsupported_machine() -> None:
    """Raise StackError where the embedded programs do not exist."""
    if platform.system() not in {"Linux", "Darwin"}:
        raise StackError(f"The embedded stack runs on Linux and macOS, not on {platform.system()}; use WSL there.")


def refuse_full_disk(folders: Folders) -> None:
    """Raise StackError before a database on a full disk stops in the middle of things."""
    free = shutil.disk_usage(folders.data).free
    if free < _LEAST_FREE_BYTES:
        raise StackError(
            f"Only {free // 1_000_000} MB are free where {folders.data} is, and the databases need "
            f"{_LEAST_FREE_BYTES // 1_000_000} MB; make room, or name a folder on another disk with HJEMMEL_DATA."
        )


def refuse_taken_ports(settings: Settings) -> None:
    """Name every port that is taken, who has it, and the setting that chooses another."""
    taken = {name: port for name, port in settings.ports.items() if _is_taken(port)}
    if taken:
        sentences = (
            f"Port {port} is taken{_holder(port)}; choose another with {name}." for name, port in taken.items()
        )
        raise StackError(" ".join(sentences))
    if len(set(settings.ports.values())) < len(settings.ports):
        raise StackError("Two of the HJEMMEL_…_PORT settings name the same port; give each its own.")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        # Without this a port would seem taken for a minute after its last user has gone.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return True
        return False


def _holder(port: int) -> str:
    """Who listens there, where this user may know."""
    with suppress(psutil.Error, OSError):
        for connection in psutil.net_connections(kind="tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == "LISTEN" and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    return ""
