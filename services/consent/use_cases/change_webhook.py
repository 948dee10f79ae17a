"""Pause a webhook, let it go on, or end it."""

from dataclasses import dataclass, replace

from services.consent.domain.errors import Fault
from services.consent.domain.webhook import Webhook, WebhookStatus
from services.consent.use_cases.check_request import refuse
from services.consent.use_cases.describe_webhook import webhook_answer
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.read_webhook import webhook_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class ChangeWebhook:
    """Which webhook is to have which status."""

    webhook_id: str
    status: WebhookStatus
    client: str
    controllers: frozenset[str]
    expected: tuple[str, ...] | None = None


def change_webhook(command: ChangeWebhook, surroundings: Surroundings) -> Document:
    """Give the webhook its status, and return it; one that has it already is left as it is."""
    with surroundings.units.change() as unit:
        webhook = open_webhook_for(command.controllers, command.webhook_id, unit, also=command.status)
        require_version(command.expected, webhook.status)
        if webhook.status is not command.status:
            unit.webhooks.add_status(webhook.id, command.status, surroundings.clock(), command.client)
    return webhook_answer(replace(webhook, status=command.status))


def open_webhook_for(
    controllers: frozenset[str], webhook_id: str, unit: UnitOfWork, also: WebhookStatus | None = None
) -> Webhook:
    """Return the webhook once nobody else can change it; refuse one that has ended, unless that is wanted."""
    webhook_for(controllers, webhook_id, unit)
    unit.webhooks.lock(webhook_id)
    webhook = webhook_for(controllers, webhook_id, unit)
    if webhook.status is WebhookStatus.ENDED and also is not WebhookStatus.ENDED:
        refuse([Fault("", "The webhook has ended. Register another in its place.")])
    return webhook
