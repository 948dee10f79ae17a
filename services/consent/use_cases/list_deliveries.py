"""List what became of telling a webhook, dead letters among it."""

from dataclasses import dataclass

from services.consent.domain.webhook import DeliveryStatus
from services.consent.use_cases.describe_webhook import delivery_answer
from services.consent.use_cases.read_webhook import webhook_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    """Of which webhook, of which status unless all, older than which one, and how many."""

    webhook_id: str
    controllers: frozenset[str]
    status: DeliveryStatus | None
    before: str | None
    limit: int


def list_deliveries(question: ListDeliveries, surroundings: Surroundings) -> tuple[list[Document], str | None]:
    """Return deliveries, newest first, and the id of the last when there are older ones."""
    with surroundings.units.snapshot() as unit:
        webhook = webhook_for(question.controllers, question.webhook_id, unit)
        found = unit.webhooks.deliveries(webhook.id, question.status, question.before, question.limit + 1)
    shown = found[: question.limit]
    return [delivery_answer(delivery) for delivery in shown], shown[-1].id if len(found) > question.limit else None
