"""Running a process that works until it is told to stop."""

import os
import signal
from collections.abc import Callable
from threading import Event as Flag
from threading import Timer

LONGEST_END_SECONDS = 1.5


def run_until_stopped(run: Callable[[Flag], None]) -> None:
    """Call `run` with a flag that SIGTERM and SIGINT raise; it should return soon after."""
    stop = Flag()

    def end(_signal: int, _frame: object) -> None:
        stop.set()
        # Whatever still waits for a broker or a database that does not answer is left undone: a process may
        # be killed at any moment without loss, so leaving like this is no worse.
        timer = Timer(LONGEST_END_SECONDS, os._exit, [0])
        timer.daemon = True
        timer.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    run(stop)
