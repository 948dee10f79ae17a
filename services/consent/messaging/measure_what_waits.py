"""Measures since when recalls wait to be decided, sent and answered, and objections to be answered."""

import time
from collections.abc import Callable, Mapping

from services.consent.use_cases.what_waits import Waiting
from shared.metrics import (
    OBJECTIONS_AWAITING_SINCE,
    RECALLS_OPEN_SINCE,
    RECALLS_SENT_SINCE,
    RECALLS_UNDECIDED_SINCE,
)

# Finding the oldest that is open looks at every recall there is.
PAUSE_SECONDS = 60.0


class Measuring:
    """Of several, all may measure: each finds the same."""

    def __init__(self, waiting: Callable[[], Mapping[str, Waiting]]) -> None:
        self._waiting = waiting
        self._measured = float("-inf")

    def if_due(self) -> None:
        """Measure, unless that was done a moment ago."""
        if time.monotonic() - self._measured > PAUSE_SECONDS:
            self.now()

    def now(self) -> None:
        """Measure since when the oldest of each kind waits."""
        for controller, waiting in self._waiting().items():
            RECALLS_UNDECIDED_SINCE.labels(controller=controller).set(waiting.undecided_since.timestamp())
            RECALLS_OPEN_SINCE.labels(controller=controller).set(waiting.open_since.timestamp())
            RECALLS_SENT_SINCE.labels(controller=controller).set(waiting.sent_since.timestamp())
            OBJECTIONS_AWAITING_SINCE.labels(controller=controller).set(waiting.awaiting_since.timestamp())
        self._measured = time.monotonic()
