"""The shapes of what is asked and answered about recalls. Moments are text already."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.consent.api.answer_schemas import told_moment, told_version
from services.consent.api.pages import cursor_field, limit_field, next_cursor_field
from services.consent.api.request_schemas import EvidenceSchema, moment
from services.consent.api.scope_schemas import StrictSchema
from services.consent.api.withdrawal_preview_schemas import PermitsAnswer
from services.consent.domain.codes import CHANNELS
from services.consent.domain.recall import RECALL_ANSWERS, RecallStatus
from shared.web.schema import word
from shared.web.subject_schema import SubjectSchema


class RecallSearchRequest(StrictSchema):
    """Which recalls; what is left out does not matter."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    subject = fields.Nested(SubjectSchema)
    status = fields.String(validate=validate.OneOf([one.value for one in RecallStatus]))
    consent: fields.Field[Any] = fields.UUID(metadata={"description": "Those of withdrawals of this consent."})
    limit = limit_field()
    cursor = cursor_field()


class RecallSentRequest(StrictSchema):
    """How the recipient was told."""

    channel = fields.String(required=True, validate=validate.OneOf(CHANNELS))
    at = moment("When, if not now.")
    evidence = fields.List(fields.Nested(EvidenceSchema), load_default=list, validate=validate.Length(0, 10))

    @post_load
    def _said(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        return data | {"evidence": tuple(data["evidence"])}


class RecallAnswerRequest(RecallSentRequest):
    """What the recipient answered."""

    answer = fields.String(required=True, validate=validate.OneOf(RECALL_ANSWERS))
    answered_by = word("Who answered, as a reference; no names.", required=True, example="privacy-desk")


class RecallStepAnswer(Schema):
    """That it was sent, or answered."""

    step = fields.String(required=True, validate=validate.OneOf(["sent", "answered"]))
    at = told_moment("When.")
    channel = fields.String(required=True)
    answer = fields.String(validate=validate.OneOf(RECALL_ANSWERS))
    answered_by = fields.String()
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    recorded_at = told_moment("When it was entered.")
    recorded_by = fields.String(required=True)
    recorded_by_staff = fields.String()


class RecallAnswer(PermitsAnswer):
    """What a recipient got that was withdrawn, and how far telling it has come."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    controller = fields.String(required=True)
    subject = fields.String(required=True)
    consent = fields.String(required=True, metadata={"format": "uuid"})
    withdrawal = fields.String(required=True, metadata={"format": "uuid"})
    version = told_version()
    opened_at = told_moment("When it was known that the recipient is to be told.")
    status = fields.String(required=True, validate=validate.OneOf([one.value for one in RecallStatus]))
    steps = fields.List(fields.Nested(RecallStepAnswer), required=True)


class RecallsAnswer(Schema):
    """Recalls, newest first."""

    recalls = fields.List(fields.Nested(RecallAnswer), required=True)
    next_cursor = next_cursor_field()
