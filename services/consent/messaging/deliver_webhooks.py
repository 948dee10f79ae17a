"""The process that tells webhooks of changes."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from threading import Event as Flag

import structlog

from services.consent.domain.webhook import Attempt, ClaimedDelivery
from services.consent.use_cases.webhook_ports import DeliveryQueue
from shared.clock import Clock
from shared.messaging.running import keep_running
from shared.metrics import WEBHOOK_ATTEMPTS, WEBHOOK_DEAD_LETTERS, WEBHOOK_UNDELIVERED_SINCE

PAUSE_SECONDS = 0.2
MOST_AT_ONCE = 4
REPORT_SECONDS = 5.0
# How much longer a claim holds than an attempt may take: for keeping the outcome, and for a machine that is busy.
CLAIM_MARGIN_SECONDS = 5.0

log = structlog.get_logger()

Attempting = Callable[[ClaimedDelivery, float], Attempt]
"""Tries a delivery, for so many seconds at most."""


class WebhookDeliveries:
    """Makes deliveries and tries them. Several processes may: what one has claimed the others leave alone.

    Each attempt has a thread of its own, and each webhook a few of them, so that a slow receiver holds up nobody else.
    """

    def __init__(self, queue: DeliveryQueue, attempt: Attempting, attempt_seconds: float, clock: Clock) -> None:
        self._queue = queue
        self._attempt = attempt
        self._attempt_seconds = attempt_seconds
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._ended_one = Flag()
        self._reported = float("-inf")

    def run(self, stop: Flag) -> None:
        """Deliver until told to stop. What is under way then is left, and tried again when its claim has lapsed."""
        keep_running("consent-webhooks", self._session, stop)

    def _session(self, stop: Flag) -> None:
        while not stop.is_set():
            made, begun = self._queue.make_deliveries(), self._begin_attempts()
            self._report()
            if not made and not begun:
                self._ended_one.wait(PAUSE_SECONDS)
                self._ended_one.clear()

    def _begin_attempts(self) -> int:
        with self._lock:
            under_way = dict(self._under_way)
        # Read before the claim begins, so that no attempt goes on after its claim has lapsed.
        ends = time.monotonic() + self._attempt_seconds
        claimed = self._queue.claim(under_way, MOST_AT_ONCE, self._attempt_seconds + CLAIM_MARGIN_SECONDS)
        for delivery in claimed:
            self._count(delivery, 1)
            threading.Thread(target=self._try, args=[delivery, ends], daemon=True).start()
        return len(claimed)

    def _try(self, delivery: ClaimedDelivery, ends: float) -> None:
        try:
            attempt = self._attempt(delivery, max(0.0, ends - time.monotonic()))
            WEBHOOK_ATTEMPTS.labels(controller=delivery.controller, outcome=attempt.answer.outcome.value).inc()
        except Exception as error:
            # Most likely the database is away. The delivery is tried again when its claim has lapsed.
            log.warning("an attempt could not be kept", delivery=delivery.id, error=type(error).__name__)
        finally:
            self._count(delivery, -1)
            self._ended_one.set()

    def _count(self, delivery: ClaimedDelivery, change: int) -> None:
        with self._lock:
            self._under_way[delivery.webhook_id] += change
            if not self._under_way[delivery.webhook_id]:
                del self._under_way[delivery.webhook_id]

    def _report(self) -> None:
        if time.monotonic() - self._reported < REPORT_SECONDS:
            return
        for backlog in self._queue.backlogs():
            since = backlog.waiting_since or self._clock()
            WEBHOOK_UNDELIVERED_SINCE.labels(controller=backlog.controller).set(since.timestamp())
            WEBHOOK_DEAD_LETTERS.labels(controller=backlog.controller).set(backlog.dead_letters)
        self._reported = time.monotonic()
