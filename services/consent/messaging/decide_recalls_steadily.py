"""The process that decides whom withdrawals are to be told to."""

from collections.abc import Callable
from threading import Event as Flag

import structlog

from services.consent.messaging.measure_what_waits import Measuring
from shared.messaging.running import keep_running

PAUSE_SECONDS = 5.0

log = structlog.get_logger()


class RecallWork:
    """Of several, all may run: each withdrawal is decided once. What waits is measured in between."""

    def __init__(self, decide: Callable[[], int], measuring: Measuring) -> None:
        self._decide = decide
        self._measuring = measuring

    def once(self) -> int:
        """Decide what can be decided now, and return how many recalls were opened."""
        opened = self._decide()
        if opened:
            log.info("recalls opened", count=opened)
        return opened

    def run(self, stop: Flag) -> None:
        """Decide until told to stop."""
        keep_running("consent-recalls", self._session, stop)

    def _session(self, stop: Flag) -> None:
        while not stop.is_set():
            self.once()
            self._measuring.if_due()
            stop.wait(PAUSE_SECONDS)
