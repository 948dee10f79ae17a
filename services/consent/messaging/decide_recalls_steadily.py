"""The process that decides whom withdrawals are to be told to."""

import time
from collections.abc import Callable, Mapping
from threading import Event as Flag

import structlog

from services.consent.use_cases.recall_ports import Waiting
from shared.messaging.running import keep_running
from shared.metrics import (
    OBJECTIONS_AWAITING_SINCE,
    RECALLS_OPEN_SINCE,
    RECALLS_SENT_SINCE,
    RECALLS_UNDECIDED_SINCE,
)

PAUSE_SECONDS = 5.0
# Finding the oldest that is open looks at every recall there is.
REPORT_SECONDS = 60.0

log = structlog.get_logger()


class RecallWork:
    """Of several, all may run: each withdrawal is decided once."""

    def __init__(self, decide: Callable[[], int], waiting: Callable[[], Mapping[str, Waiting]]) -> None:
        self._decide = decide
        self._waiting = waiting
        self._reported = float("-inf")

    def once(self) -> int:
        """Decide what can be decided now, and return how many recalls were opened."""
        opened = self._decide()
        if opened:
            log.info("recalls opened", count=opened)
        return opened

    def report(self) -> None:
        """Measure since when recalls and objections wait."""
        for controller, waiting in self._waiting().items():
            RECALLS_UNDECIDED_SINCE.labels(controller=controller).set(waiting.undecided_since.timestamp())
            RECALLS_OPEN_SINCE.labels(controller=controller).set(waiting.open_since.timestamp())
            RECALLS_SENT_SINCE.labels(controller=controller).set(waiting.sent_since.timestamp())
            OBJECTIONS_AWAITING_SINCE.labels(controller=controller).set(waiting.awaiting_since.timestamp())
        self._reported = time.monotonic()

    def run(self, stop: Flag) -> None:
        """Decide until told to stop."""
        keep_running("consent-recalls", self._session, stop)

    def _session(self, stop: Flag) -> None:
        while not stop.is_set():
            self.once()
            if time.monotonic() - self._reported > REPORT_SECONDS:
                self.report()
            stop.wait(PAUSE_SECONDS)
