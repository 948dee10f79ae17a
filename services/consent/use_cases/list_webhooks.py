"""List the webhooks that are or may be told of changes."""

from collections.abc import Sequence

from services.consent.use_cases.describe_webhook import webhook_answer
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def list_webhooks(controllers: Sequence[str], surroundings: Surroundings) -> Document:
    """Return the webhooks of these controllers that have not ended, oldest first."""
    with surroundings.units.snapshot() as unit:
        found = unit.webhooks.not_ended(controllers)
    return {"webhooks": [webhook_answer(webhook) for webhook in found]}
