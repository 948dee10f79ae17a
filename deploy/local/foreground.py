"""Keeps `make run` in the foreground: shows the logs until somebody says stop."""

import signal
from types import FrameType

from rich.console import Console

from deploy.local.errors import StackError
from deploy.local.logs import LogFollower
from deploy.local.stack import Stack

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody pressed Ctrl-C, ended this process, or closed the terminal; not an error, so not an Exception."""


def listen_for_stop() -> None:
    """Let every polite way of ending this process raise StopRequested."""
    for number in _STOP_SIGNALS:
        signal.signal(number, _request_stop)


def _request_stop(_number: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C while everything is being stopped would leave things half stopped.
    for number in _STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise StopRequested


def follow_until_stopped(stack: Stack, console: Console) -> None:
    """Show what the processes write until StopRequested, also while they stop; raise StackError without supervisor."""
    follower = LogFollower(stack.folders, [process.name for process in stack.processes], console)
    console.print("Ctrl-C stops everything.", style="dim")
    try:
        for _ in follower.follow():
            if not stack.supervisor.is_running():
                raise StackError("The supervisor has ended and nothing is looked after any more; start again: make run")
    except StopRequested:
        console.print("\nStopping …")
        stack.stop()
        follower.print_new_lines()
