"""Register where a controller's system is to be told of changes."""

from dataclasses import dataclass

from services.consent.domain.errors import Fault
from services.consent.domain.webhook import Webhook
from services.consent.domain.webhook_signature import secret_of, secret_text
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import pack_of, refuse
from services.consent.use_cases.check_webhook_url import faults_of_url
from services.consent.use_cases.describe_webhook import webhook_answer
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from services.consent.use_cases.webhook_rules import MOST_WEBHOOKS
from shared.events.envelope import Document
from shared.identifiers import new_id


@dataclass(frozen=True, slots=True)
class RegisterWebhook:
    """Where to tell a controller's system, and of which types of event; None for all there is and will be."""

    controller: str
    client: str
    url: str
    event_types: tuple[str, ...] | None = None


def register_webhook(command: RegisterWebhook, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Register the webhook and return it with its secret.

    It is told of everything that is committed from now on. The secret is shown in this answer only, and is no part
    of the answer that is kept.
    """
    with surroundings.units.change() as unit:
        answer = answer_once(unit, key, lambda: _register(command, unit, surroundings))
    return answer | {"secret": secret_text(secret_of(surroundings.webhook_rules.key, answer["id"]))}


def _register(command: RegisterWebhook, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack_of(command.controller, surroundings)
    unit.webhooks.lock(f"at {command.controller}")
    refuse(faults_of_url(command.url, surroundings.webhook_rules.addresses) + _faults_of_number(command, unit))
    webhook = Webhook(
        id=str(new_id()),
        controller=command.controller,
        url=command.url,
        event_types=command.event_types,
        registered_at=surroundings.clock(),
        registered_by=command.client,
    )
    unit.webhooks.add(webhook)
    return webhook_answer(webhook)


def _faults_of_number(command: RegisterWebhook, unit: UnitOfWork) -> list[Fault]:
    if len(unit.webhooks.not_ended([command.controller])) < MOST_WEBHOOKS:
        return []
    return [Fault("", f"The controller has {MOST_WEBHOOKS} webhooks; end one before you register another.")]
