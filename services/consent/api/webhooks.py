"""/v1/webhooks: where other systems are told of changes."""

from typing import Any
from uuid import UUID

from marshmallow import RAISE

from services.consent.api import examples
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
from services.consent.api.pages import Pages
from services.consent.api.webhook_schemas import (
    DeliveriesAnswer,
    DeliveriesQuery,
    RedeliveredAnswer,
    RedeliverRequest,
    RegisteredAnswer,
    RegisterWebhookRequest,
    WebhookAnswer,
    WebhooksAnswer,
    WebhooksQuery,
)
from services.consent.domain.webhook import DeliveryStatus, WebhookStatus
from services.consent.use_cases.change_webhook import ChangeWebhook, change_webhook
from services.consent.use_cases.list_deliveries import ListDeliveries, list_deliveries
from services.consent.use_cases.list_webhooks import list_webhooks
from services.consent.use_cases.read_webhook import read_webhook
from services.consent.use_cases.redeliver import Redeliver
from services.consent.use_cases.redeliver import redeliver as redeliver_deliveries
from services.consent.use_cases.register_webhook import RegisterWebhook, register_webhook
from shared.events.envelope import Document
from shared.web.authentication import current_caller, require_controller, wanted_controllers
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import (
    CHANGING_WITHOUT_BODY,
    OF_ONE_THING,
    WITH_BODY,
    WITH_BODY_OF_ONE_THING,
    WITH_QUERY,
    WITH_QUERY_OF_ONE_THING,
    operation,
)
from shared.web.preconditions import ETAG, IfMatchHeader, entity_tag, expected_versions
from shared.web.strict_json import StrictBlueprint

Headers = dict[str, str]

blueprint = StrictBlueprint("webhooks", __name__, url_prefix="/v1/webhooks", description="Who is told of changes.")

LOCATION = {"Location": {"description": "Where the webhook is read.", "schema": {"type": "string"}}}


@blueprint.post("")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(RegisterWebhookRequest, example=examples.WEBHOOK)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, RegisteredAnswer, headers=LOCATION)
def register(body: Document, headers: Headers) -> tuple[Document, Headers]:
    """Register where a system is to be told of changes.

    It is told of everything committed from now on: each event by a POST of its own, in the form of the feed, signed
    with HMAC-SHA256 as Standard Webhooks does. The secret is shown in this answer only; the same request with the
    same Idempotency-Key shows it again.
    """
    require_controller(body["controller"])
    types = tuple(body["event_types"]) if "event_types" in body else None
    command = RegisterWebhook(body["controller"], current_caller().client, body["url"], types)
    answer = register_webhook(command, idempotency_key(headers, command), dependencies().surroundings)
    return answer, {"Location": f"/v1/webhooks/{answer['id']}"}


@blueprint.get("")
@operation(blueprint, WITH_QUERY)
@blueprint.arguments(WebhooksQuery, location="query", unknown=RAISE)
@blueprint.response(200, WebhooksAnswer)
def listed(query: dict[str, Any]) -> Document:
    """List the webhooks that have not ended, oldest first."""
    return list_webhooks(wanted_controllers(query.get("controller")), dependencies().surroundings)


@blueprint.get("/<uuid:webhook_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, WebhookAnswer, headers=ETAG)
def read(webhook_id: UUID) -> tuple[Document, Headers]:
    """Read a webhook, an ended one too. Its version is its status: nothing else of it changes."""
    webhook = read_webhook(str(webhook_id), current_caller().controllers, dependencies().surroundings)
    return webhook, entity_tag(webhook["status"])


@blueprint.post("/<uuid:webhook_id>/pause")
@operation(blueprint, CHANGING_WITHOUT_BODY)
@blueprint.arguments(IfMatchHeader, location="headers")
@blueprint.response(200, WebhookAnswer, headers=ETAG)
def pause(headers: Headers, webhook_id: UUID) -> tuple[Document, Headers]:
    """Stop telling a webhook for a while; it misses nothing."""
    return _change(headers, webhook_id, WebhookStatus.PAUSED)


@blueprint.post("/<uuid:webhook_id>/resume")
@operation(blueprint, CHANGING_WITHOUT_BODY)
@blueprint.arguments(IfMatchHeader, location="headers")
@blueprint.response(200, WebhookAnswer, headers=ETAG)
def resume(headers: Headers, webhook_id: UUID) -> tuple[Document, Headers]:
    """Go on where the webhook was paused."""
    return _change(headers, webhook_id, WebhookStatus.ACTIVE)


@blueprint.post("/<uuid:webhook_id>/end")
@operation(blueprint, CHANGING_WITHOUT_BODY)
@blueprint.arguments(IfMatchHeader, location="headers")
@blueprint.response(200, WebhookAnswer, headers=ETAG)
def end(headers: Headers, webhook_id: UUID) -> tuple[Document, Headers]:
    """Never tell the webhook anything again. What was delivered stays on record."""
    return _change(headers, webhook_id, WebhookStatus.ENDED)


@blueprint.get("/<uuid:webhook_id>/deliveries")
@operation(blueprint, WITH_QUERY_OF_ONE_THING)
@blueprint.arguments(DeliveriesQuery, location="query", unknown=RAISE)
@blueprint.response(200, DeliveriesAnswer)
def deliveries(query: dict[str, Any], webhook_id: UUID) -> Document:
    """List what became of telling a webhook, newest first; with `status=dead-letter`, what was given up."""
    status = query.get("status")
    pages = Pages({"deliveries of": webhook_id, "status": status})
    place = pages.place(query)
    question = ListDeliveries(
        webhook_id=str(webhook_id),
        controllers=current_caller().controllers,
        status=DeliveryStatus(status) if status else None,
        before=place[0] if place else None,
        limit=query["limit"],
    )
    found, last = list_deliveries(question, dependencies().surroundings)
    return {"deliveries": found, "next_cursor": pages.next_cursor(last and [last])}


@blueprint.post("/<uuid:webhook_id>/redeliveries")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RedeliverRequest, example=examples.REDELIVERY)
@blueprint.response(202, RedeliveredAnswer)
def redeliver(body: Document, webhook_id: UUID) -> Document:
    """Send again what was delivered or given up, or send at once what waits. The message keeps its id."""
    caller = current_caller()
    ids = tuple(str(delivery_id) for delivery_id in body["deliveries"])
    command = Redeliver(str(webhook_id), ids, caller.client, caller.controllers)
    return redeliver_deliveries(command, dependencies().surroundings)


def _change(headers: Headers, webhook_id: UUID, status: WebhookStatus) -> tuple[Document, Headers]:
    caller, expected = current_caller(), expected_versions(headers)
    command = ChangeWebhook(str(webhook_id), status, caller.client, caller.controllers, expected)
    webhook = change_webhook(command, dependencies().surroundings)
    return webhook, entity_tag(webhook["status"])
