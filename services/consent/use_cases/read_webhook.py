"""Read one webhook."""

from services.consent.domain.errors import WebhookNotFound
from services.consent.domain.webhook import Webhook
from services.consent.use_cases.describe_webhook import webhook_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_webhook(webhook_id: str, controllers: frozenset[str], surroundings: Surroundings) -> Document:
    """Return a webhook, ended ones too."""
    with surroundings.units.snapshot() as unit:
        return webhook_answer(webhook_for(controllers, webhook_id, unit))


def webhook_for(controllers: frozenset[str], webhook_id: str, unit: UnitOfWork) -> Webhook:
    """Return a webhook of one of these controllers; of any other, it is as if there were none."""
    webhook = unit.webhooks.find(webhook_id)
    if webhook is None or webhook.controller not in controllers:
        raise WebhookNotFound
    return webhook
