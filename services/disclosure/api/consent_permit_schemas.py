"""The shapes of what is asked and answered about the permits that relied on a consent."""

from typing import Any

from marshmallow import Schema, fields

from services.disclosure.api.draft_schemas import DraftPartSchema
from services.disclosure.api.schemas import RecipientSchema
from shared.web.schema import word
from shared.web.subject_schema import reference


def _moment(description: str) -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time", "description": description})


class PermitsQuestionSchema(Schema):
    """Which consent of whom, and which part of it."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    subject = reference(required=True)
    consent: fields.Field[Any] = fields.UUID(required=True, metadata={"description": "Consent relied on."})
    part = fields.Nested(
        DraftPartSchema,
        metadata={"description": "Only what a withdrawal of this part would have stopped; all, when left out or {}."},
    )


class PermitsToRecipientSchema(Schema):
    """What one recipient was let have because of the consent."""

    recipient = fields.Nested(RecipientSchema, required=True)
    purposes = fields.List(fields.String(), required=True)
    categories = fields.List(fields.String(), required=True)
    first_at = _moment("When the first of them was decided.")
    last_at = _moment("When the last of them was decided.")
    permits = fields.Integer(
        required=True, metadata={"description": "How many decisions let the recipient have some of the data."}
    )


class ConsentPermitsSchema(Schema):
    """Every recipient, in the order in which they were first let have anything."""

    recipients = fields.List(fields.Nested(PermitsToRecipientSchema), required=True)
