"""The process that says, once an hour, of which consents somebody should be reminded."""

from collections.abc import Callable
from threading import Event as Flag

import structlog

from shared.messaging.running import keep_running

PAUSE_SECONDS = 60 * 60.0

log = structlog.get_logger()


class HourlyReminders:
    """Of several, all may run: nothing is announced twice."""

    def __init__(self, remind: Callable[[], int]) -> None:
        self._remind = remind

    def once(self) -> int:
        """Announce what there is to announce now, and return how much that was."""
        announced = self._remind()
        log.info("reminders announced", count=announced)
        return announced

    def run(self, stop: Flag) -> None:
        """Announce until told to stop."""
        keep_running("consent-remind", self._session, stop)

    def _session(self, stop: Flag) -> None:
        while not stop.is_set():
            self.once()
            stop.wait(PAUSE_SECONDS)
