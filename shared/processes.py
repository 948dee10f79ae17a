"""Running a process that works until it is told to stop."""

import signal
from collections.abc import Callable
from threading import Event as Flag


def run_until_stopped(run: Callable[[Flag], None]) -> None:
    """Call `run` with a flag that SIGTERM and SIGINT raise; it must return soon after."""
    stop = Flag()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(stop)
