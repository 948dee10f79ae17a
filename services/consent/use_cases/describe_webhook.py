"""Webhooks and deliveries as callers see them."""

from services.consent.domain.webhook import Attempt, Delivery, DeliveryStatus, Webhook
from services.consent.use_cases.documents import stated
from shared.clock import timestamp
from shared.events.envelope import Document


def webhook_answer(webhook: Webhook) -> Document:
    """Return everything about a webhook but its secret."""
    return {
        "id": webhook.id,
        "controller": webhook.controller,
        "url": webhook.url,
        "event_types": None if webhook.event_types is None else list(webhook.event_types),
        "status": webhook.status.value,
        "registered_at": timestamp(webhook.registered_at),
        "registered_by": webhook.registered_by,
    }


def delivery_answer(delivery: Delivery) -> Document:
    """Return a delivery with its latest attempts, oldest first."""
    waiting = delivery.status is DeliveryStatus.WAITING
    return {
        "id": delivery.id,
        "event": delivery.event_id,
        "event_type": delivery.event_type,
        "status": delivery.status.value,
        "due_at": timestamp(delivery.due_at) if waiting else None,
        "attempts": [_attempt(attempt) for attempt in delivery.attempts],
    }


def _attempt(attempt: Attempt) -> Document:
    return stated(
        {
            "at": timestamp(attempt.at),
            "milliseconds": attempt.milliseconds,
            "outcome": attempt.answer.outcome.value,
            "status_code": attempt.answer.status,
        }
    )
