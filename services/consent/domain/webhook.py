"""A webhook: where a controller's system is told of changes, and what became of telling it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WebhookStatus(StrEnum):
    """A paused webhook misses nothing: it goes on where it stopped. An ended one is never told anything again."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Webhook:
    """`event_types` are the types it is told of, None for every type there is and will be."""

    id: str
    controller: str
    url: str
    event_types: tuple[str, ...] | None
    registered_at: datetime
    registered_by: str
    status: WebhookStatus = WebhookStatus.ACTIVE

    def wants(self, event_type: str) -> bool:
        return self.event_types is None or event_type in self.event_types


class DeliveryStatus(StrEnum):
    """A dead letter has been tried as often as it is tried; it stays until somebody asks for it again."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD_LETTER = "dead-letter"


class Outcome(StrEnum):
    """What became of an attempt."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    TIMED_OUT = "timed-out"
    UNREACHABLE = "unreachable"
    FORBIDDEN_ADDRESS = "forbidden-address"
    UNTRUSTED = "untrusted"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a receiver answered, with the status of its answer if there was one. Anything but 2xx is refused."""

    outcome: Outcome
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """When a delivery was tried, how long that took, and what became of it."""

    at: datetime
    milliseconds: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook; `due_at` is when it is tried next while it waits."""

    id: str
    event_id: str
    event_type: str
    status: DeliveryStatus
    due_at: datetime
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that this process alone may try, under a claim that lapses; `tries` counts this one."""

    id: str
    claim: str
    webhook_id: str
    controller: str
    url: str
    tries: int
    event_id: str
    event: bytes


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a controller's webhooks have still to be told: since when the oldest waits, and the dead letters."""

    controller: str
    waiting_since: datetime | None
    dead_letters: int
