"""Tell a receiver of one event, and keep what became of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from services.consent.domain.retry_rules import RetryRules
from services.consent.domain.webhook import Attempt, ClaimedDelivery, Outcome
from services.consent.domain.webhook_signature import secret_of, signed_headers
from services.consent.use_cases.webhook_ports import DeliveryQueue, Receiver
from shared.clock import Clock


@dataclass(frozen=True, slots=True)
class Sending:
    """What an attempt needs; `chance` gives numbers from 0 to 1."""

    queue: DeliveryQueue
    receiver: Receiver
    key: bytes
    retries: RetryRules
    clock: Clock
    chance: Callable[[], float]


def send_delivery(delivery: ClaimedDelivery, seconds: float, sending: Sending) -> Attempt:
    """Try a claimed delivery once, for so many seconds at most."""
    began_at, began = sending.clock(), time.monotonic()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "hjemmel",
        **signed_headers(
            secret_of(sending.key, delivery.webhook_id), delivery.event_id, int(began_at.timestamp()), delivery.event
        ),
    }
    answer = sending.receiver.send(delivery.url, headers, delivery.event, seconds)
    attempt = Attempt(began_at, round((time.monotonic() - began) * 1_000), answer)
    delivered = answer.outcome is Outcome.DELIVERED
    wait = None if delivered else sending.retries.wait_after(delivery.tries, sending.chance())
    sending.queue.keep(delivery, attempt, wait)
    return attempt
