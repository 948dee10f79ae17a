"""Consents that were refused, in requests and answers."""

from marshmallow import Schema, fields

from services.consent.api.answer_schemas import ConsentAnswer
from services.consent.api.pages import next_cursor_field
from services.consent.api.request_schemas import REFERENCE_TO_A_PERSON, GiveConsentRequest, GiverSchema, moment
from services.consent.api.scope_schemas import StrictSchema
from services.consent.api.sentence_schemas import GoesOnAnswer


class RefuseConsentRequest(GiveConsentRequest):
    """A consent that somebody was asked for and refused; text and scope are what was asked for."""

    class Meta(StrictSchema.Meta):
        exclude = (
            "given_at",
            "given_by",
            "form_exemption",
            "expression",
            "follows",
            "subject_role",
            "stated_end",
        )

    asked_by = fields.String(
        required=True,
        validate=REFERENCE_TO_A_PERSON,
        metadata={"description": "Who asked: a code of the desk, system or person; no name.", "example": "ward-12"},
    )
    refused_at = moment("When the answer was no; not in the future.", required=True)
    refused_by = fields.Nested(GiverSchema, required=True, metadata={"description": "Who said no."})


class GivenOrRefusedAnswer(ConsentAnswer):
    """A consent that was given or, when its status is `refused`, one that was asked for and refused.

    A refused one has `asked_by`, `refused_at` and `refused_by`; it has neither giver nor validity.
    """

    given_at = fields.String(metadata={"description": "When it was given.", "format": "date-time"})
    given_by = fields.Nested(GiverSchema)
    expression = fields.String(metadata={"description": "explicit or ordinary."})
    valid_until = fields.String(
        allow_none=True,
        metadata={"description": "First day it no longer counts; null when no day is known.", "format": "date"},
    )
    valid_until_reason = fields.String(
        metadata={"description": "one-calendar-year, stated-end, course or until-withdrawn."}
    )
    asked_by = fields.String(metadata={"description": "Who asked for a consent that was refused."})
    refused_at = fields.String(metadata={"description": "When it was refused.", "format": "date-time"})
    refused_by = fields.Nested(GiverSchema, metadata={"description": "Who refused it."})


class ConsentsAnswer(Schema):
    """A subject's consents, refused ones among them, newest first."""

    consents = fields.List(fields.Nested(GivenOrRefusedAnswer), required=True)
    next_cursor = next_cursor_field()


class RefusedAnswer(GivenOrRefusedAnswer):
    """A consent just refused, and what goes on without it."""

    asked_by = fields.String(required=True, metadata={"description": "Who asked for it."})
    refused_at = fields.String(required=True, metadata={"description": "When it was refused.", "format": "date-time"})
    refused_by = fields.Nested(GiverSchema, required=True)
    goes_on = fields.List(
        fields.Nested(GoesOnAnswer),
        required=True,
        metadata={
            "description": "What needs no consent, where its facts are met. Refusing a consent does not stop it; an "
            "objection may."
        },
    )
