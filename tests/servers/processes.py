"""Processes that a test starts, watches and ends."""

import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

PR_SET_PDEATHSIG = 1
# Below the range from which the kernel takes ports for outgoing connections, so none is taken in between;
# above the ports of a stack that runs beside the tests.
PORTS = range(10_000, 32_000)


Found = TypeVar("Found")


class NeverHappened(AssertionError):
    """What a test waited for did not come about in time."""


def start(
    command: list[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | str = "/",
    user: str | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a process that dies with this one, its output going to a log file."""
    identity: dict[str, Any] = {"user": user, "group": user, "extra_groups": []} if user else {}
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            env=dict(environment) if environment is not None else None,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads start processes here
            **identity,
        )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process as a crash would, with whatever it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


SOON = 20.0
"""Seconds in which a process told to end has ended, on a laden machine too; one that waits for something takes more."""


def terminate(process: "subprocess.Popen[bytes]", seconds: float = 30) -> float:
    """Ask a process to end, and return how many seconds it took; kill it when it takes too long."""
    began = time.monotonic()
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill(process)
    return time.monotonic() - began


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    # Not the seeded generator: that would give every worker the same ports.
    choose = random.SystemRandom().choice
    while True:
        port = choose(PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


PATIENCE = 120.0
"""Seconds until a test gives up: far more than anything takes, since a machine may be slow, or busy with others."""


def wait_for(look: Callable[[], Found], what: str = "", seconds: float = PATIENCE) -> Found:
    """Look again and again until something is found, and return that."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            raise NeverHappened(f"not within {seconds} seconds: {what or look}")
        time.sleep(0.01)
    return found


def wait_for_port(port: int, what: str) -> None:
    """Return as soon as somebody listens on the port of loopback."""
    wait_for(lambda: _listens(port), what)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
