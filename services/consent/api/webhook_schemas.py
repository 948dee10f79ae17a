"""What callers send and get about webhooks."""

from marshmallow import Schema, fields, validate

from services.consent.api.pages import next_cursor_field
from services.consent.api.scope_schemas import StrictSchema
from services.consent.domain.codes import CHANGES
from services.consent.domain.webhook import DeliveryStatus, Outcome, WebhookStatus
from shared.web.no_person import names_no_person
from shared.web.schema import WholeMatch, word

LARGEST_PAGE = 100
_URL = WholeMatch("^[!-~]{1,500}$", error="1 to 500 visible ASCII characters.")


class RegisterWebhookRequest(StrictSchema):
    """Where to tell of what."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    url = fields.String(
        required=True,
        validate=[_URL, names_no_person],
        metadata={"description": "https only. It is called by POST.", "example": "https://receiver.example/consents"},
    )
    event_types = fields.List(
        fields.String(validate=validate.OneOf(CHANGES)),
        validate=validate.Length(1, len(CHANGES)),
        metadata={"description": "Only these; left out, every type there is and will be."},
    )


class WebhooksQuery(StrictSchema):
    """Whose webhooks."""

    controller = word("One of the token's controllers; without it, all of them.", example="aleris")


class WebhookAnswer(Schema):
    """A webhook, without its secret."""

    id = fields.UUID(required=True)
    controller = fields.String(required=True)
    url = fields.String(required=True)
    event_types = fields.List(
        fields.String(), required=True, allow_none=True, metadata={"description": "null for every type."}
    )
    status = fields.String(
        required=True,
        validate=validate.OneOf(list(WebhookStatus)),
        metadata={"description": "A paused webhook misses nothing; an ended one is never told anything again."},
    )
    registered_at = fields.String(required=True, metadata={"format": "date-time"})
    registered_by = fields.String(required=True, metadata={"description": "The client that registered it."})


class RegisteredAnswer(WebhookAnswer):
    """A webhook just registered."""

    secret = fields.String(
        required=True,
        metadata={"description": "The key of its signatures, as Standard Webhooks writes it. Shown here only."},
    )


class WebhooksAnswer(Schema):
    """Webhooks, oldest first."""

    webhooks = fields.List(fields.Nested(WebhookAnswer), required=True)


class DeliveriesQuery(StrictSchema):
    """Which deliveries."""

    status = fields.String(
        validate=validate.OneOf(list(DeliveryStatus)),
        metadata={"description": "Only these; `dead-letter` for what was given up."},
    )
    limit = fields.Integer(
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most deliveries on a page."},
    )
    cursor = fields.String(
        validate=validate.Length(max=500),
        metadata={"description": "`next_cursor` of the page before, with the same status."},
    )


class AttemptAnswer(Schema):
    """One attempt to tell the receiver."""

    at = fields.String(required=True, metadata={"format": "date-time"})
    milliseconds = fields.Integer(required=True, metadata={"description": "How long it took."})
    outcome = fields.String(
        required=True,
        validate=validate.OneOf(list(Outcome)),
        metadata={"description": "`refused` is any answer but 2xx; `untrusted` a certificate that does not hold."},
    )
    status_code = fields.Integer(metadata={"description": "Of the receiver's answer, if there was one."})


class DeliveryAnswer(Schema):
    """One event on its way to one webhook."""

    id = fields.UUID(required=True)
    event = fields.UUID(required=True, metadata={"description": "Id of the event, and of the message (webhook-id)."})
    event_type = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(DeliveryStatus)))
    due_at = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "When it is tried next, while it waits.", "format": "date-time"},
    )
    attempts = fields.List(
        fields.Nested(AttemptAnswer), required=True, metadata={"description": "The latest 20, oldest first."}
    )


class DeliveriesAnswer(Schema):
    """A page of deliveries, newest first."""

    deliveries = fields.List(fields.Nested(DeliveryAnswer), required=True)
    next_cursor = next_cursor_field()


class RedeliverRequest(StrictSchema):
    """What is to be sent again."""

    deliveries = fields.List(fields.UUID(), required=True, validate=validate.Length(1, LARGEST_PAGE))


class RedeliveredAnswer(Schema):
    """The deliveries as they stand now."""

    deliveries = fields.List(fields.Nested(DeliveryAnswer), required=True)
