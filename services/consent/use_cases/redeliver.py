"""Send again what was delivered, or given up, once already."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.consent.domain.errors import Fault
from services.consent.domain.webhook import Delivery
from services.consent.use_cases.change_webhook import open_webhook_for
from services.consent.use_cases.check_request import refuse
from services.consent.use_cases.describe_webhook import delivery_answer
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class Redeliver:
    """Which deliveries of which webhook."""

    webhook_id: str
    deliveries: tuple[str, ...]
    client: str
    controllers: frozenset[str]


def redeliver(command: Redeliver, surroundings: Surroundings) -> Document:
    """Make the deliveries due now, with all their tries before them, and return them.

    One that is being tried at this moment is left to that.
    """
    with surroundings.units.change() as unit:
        webhook = open_webhook_for(command.controllers, command.webhook_id, unit)
        refuse(_unknown(command, unit.webhooks.find_deliveries(webhook.id, command.deliveries)))
        unit.webhooks.ask_again(command.deliveries, surroundings.clock(), command.client)
        asked = unit.webhooks.find_deliveries(webhook.id, command.deliveries)
    return {"deliveries": [delivery_answer(delivery) for delivery in asked]}


def _unknown(command: Redeliver, found: Sequence[Delivery]) -> list[Fault]:
    known = {delivery.id for delivery in found}
    return [
        Fault(f"/deliveries/{index}", "The webhook has no such delivery.")
        for index, delivery_id in enumerate(command.deliveries)
        if delivery_id not in known
    ]
