"""One folder per test session, shared by its workers, with locks, and servers that end when the session does."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

KEEPER = Path(__file__).with_name("keeper.py")
FOLDER_VARIABLE = "HJEMMEL_TEST_SESSION"
SESSION_VARIABLE = "HJEMMEL_TEST_SESSION_PID"


def begin() -> None:
    """Make the folder; called once, in the process that the workers are started by."""
    os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="hjemmel-tests-")
    os.environ[SESSION_VARIABLE] = str(os.getpid())


def end() -> None:
    """Stop the servers of the session and remove its folder."""
    keepers = [psutil.Process(int(file.read_text())) for file in folder().glob("*.keeper")]
    for keeper in keepers:
        keeper.terminate()
    psutil.wait_procs(keepers, timeout=15)
    shutil.rmtree(folder(), ignore_errors=True)


def folder() -> Path:
    """Return the session's folder.

    It is not pytest's own, which pytest closes to every other user each time a session begins:
    a database server with a user of its own could not go on reading its files there.
    """
    return Path(os.environ[FOLDER_VARIABLE])


def own_folder() -> Path:
    """Make a folder for the servers of one test, with a path short enough for UNIX sockets."""
    return Path(tempfile.mkdtemp(dir=folder()))


@contextmanager
def lock(name: str) -> Iterator[None]:
    """Let one worker at a time do what the name stands for."""
    with (folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep(name: str, command: list[str], stop: signal.Signals, user: str | None = None) -> Path:
    """Start a server that lives as long as the session, however that ends. Return its log file."""
    log = folder() / f"{name}.log"
    pid_file = folder() / f"{name}.keeper"
    keeper = [sys.executable, KEEPER, pid_file, os.environ[SESSION_VARIABLE], str(int(stop)), user or "", *command]
    with log.open("w") as output:
        subprocess.run(
            keeper, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True, check=True
        )
    return log
