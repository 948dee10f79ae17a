"""What the use cases around webhooks need from outside."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.consent.domain.webhook import (
    Answer,
    Attempt,
    Backlog,
    ClaimedDelivery,
    Delivery,
    DeliveryStatus,
    Webhook,
    WebhookStatus,
)


class Webhooks(Protocol):
    """Webhooks, what became of them, and their deliveries, in one transaction.

    `lock` makes others wait who would change the same webhook, or register one at the same controller.
    """

    def lock(self, name: str) -> None: ...
    def add(self, webhook: Webhook) -> None: ...
    def add_status(self, webhook_id: str, status: WebhookStatus, at: datetime, by: str) -> None: ...
    def find(self, webhook_id: str) -> Webhook | None: ...
    def not_ended(self, controllers: Sequence[str]) -> list[Webhook]: ...
    def deliveries(
        self, webhook_id: str, status: DeliveryStatus | None, before: str | None, limit: int
    ) -> list[Delivery]: ...
    def find_deliveries(self, webhook_id: str, delivery_ids: Sequence[str]) -> list[Delivery]: ...
    def ask_again(self, delivery_ids: Sequence[str], at: datetime, by: str) -> None: ...


class DeliveryQueue(Protocol):
    """Deliveries as the processes that make them share them; each call is a transaction of its own.

    No transaction is open while a receiver is waited for: one that has written holds back relay, heartbeats and feed.
    """

    def make_deliveries(self) -> int: ...
    def claim(self, under_way: Mapping[str, int], most_at_once: int, seconds: float) -> list[ClaimedDelivery]: ...
    def keep(self, delivery: ClaimedDelivery, attempt: Attempt, wait_seconds: float | None) -> None: ...
    def backlogs(self) -> list[Backlog]: ...


class Receiver(Protocol):
    """Whoever is told; `send` takes no longer than it is given."""

    def send(self, url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> Answer: ...
