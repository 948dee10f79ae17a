"""Processes of this stack that outlived their supervisor, found by a mark in their environment.

A recorded pid would be out of date after the first restart; the mark is inherited by whatever the stack starts,
names this data folder and a random number made for it, and so can be on nobody else's process.
"""

import secrets
import signal
from collections.abc import Iterable

import psutil

from deploy.local.folders import Folders

_MARK = "HJEMMEL_STACK"
_MARK_FILE = "stack-mark"


def stack_mark(folders: Folders) -> dict[str, str]:
    """Return the mark of this data folder's processes, made on first use."""
    file = folders.run / _MARK_FILE
    if not file.exists():
        file.write_text(secrets.token_hex(16))
    return {_MARK: f"{file.read_text().strip()}:{folders.data}"}


def marked_processes(folders: Folders) -> list[psutil.Process]:
    """Find every living process that this stack started, its supervisor included."""
    if not (folders.run / _MARK_FILE).exists():
        return []
    mark = stack_mark(folders)[_MARK]
    return [process for process in psutil.process_iter() if _mark_of(process) == mark]


def _mark_of(process: psutil.Process) -> str | None:
    try:
        return str(process.environ().get(_MARK))
    except (psutil.Error, OSError):
        return None


def end_processes(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Ask them to end, insist after that many seconds, and return whoever is still there."""
    _send(processes, {"postgres": signal.SIGINT}, signal.SIGTERM)
    _, stubborn = psutil.wait_procs(processes, timeout=seconds)
    # PostgreSQL's immediate shutdown takes its children along, which killing it would not.
    _send(stubborn, {"postgres": signal.SIGQUIT}, signal.SIGKILL)
    still_there: list[psutil.Process] = psutil.wait_procs(stubborn, timeout=5)[1]
    return still_there


def _send(processes: Iterable[psutil.Process], special: dict[str, signal.Signals], usual: signal.Signals) -> None:
    for process in processes:
        try:
            process.send_signal(special.get(process.name(), usual))
        except psutil.Error:
            continue
