"""What callers get who ask what a withdrawal would lead to. Moments are text already."""

from marshmallow import Schema, fields, validate

from services.consent.api.answer_schemas import told_moment
from services.consent.api.scope_schemas import ItemSchema, PartSchema, RecipientSchema
from services.consent.api.sentence_schemas import ConsequenceAnswer, GoesOnAnswer
from services.consent.use_cases.permits_port import NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD
from services.consent.use_cases.preview_withdrawal import KNOWN, UNKNOWN


class StopsAnswer(Schema):
    """Of which recipients, purposes and items something stops; all three are empty when nothing is left to stop."""

    recipients = fields.List(fields.Nested(RecipientSchema), required=True)
    purposes = fields.List(fields.String(), required=True)
    items = fields.List(fields.Nested(ItemSchema), required=True)


class PermitsAnswer(Schema):
    """What the gate let one recipient have because of the consent, as far as the part reaches."""

    recipient = fields.Nested(RecipientSchema, required=True)
    purposes = fields.List(fields.String(), required=True)
    categories = fields.List(fields.String(), required=True)
    first_at = told_moment("When the first of them was decided.")
    last_at = told_moment("When the last of them was decided.")
    permits = fields.Integer(required=True, metadata={"description": "How many decisions let some of the data go."})


class AlreadyWentAnswer(Schema):
    """What has gone to whom already, from the gate's own decisions, or that nobody can say at present."""

    status = fields.String(required=True, validate=validate.OneOf([KNOWN, UNKNOWN]))
    recipients = fields.List(fields.Nested(PermitsAnswer), metadata={"description": "When it is known."})
    reason = fields.String(
        validate=validate.OneOf([NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD]),
        metadata={
            "description": "When it is unknown: the gate did not answer in time, this service may not ask it, or its "
            "answer was none."
        },
    )


class WithdrawalPreviewAnswer(Schema):
    """What a withdrawal would lead to."""

    consent = fields.String(required=True, metadata={"format": "uuid"})
    consent_version = fields.Integer(required=True)
    part = fields.Nested(PartSchema, required=True)
    stops = fields.Nested(StopsAnswer, required=True)
    goes_on = fields.List(
        fields.Nested(GoesOnAnswer),
        required=True,
        metadata={"description": "What needs no consent, where its facts are met. An objection may stop it."},
    )
    already_went = fields.Nested(AlreadyWentAnswer, required=True)
    consequences = fields.List(fields.Nested(ConsequenceAnswer), required=True)
    recall = fields.Boolean(
        required=True, metadata={"description": "Whether those to whom data have gone are told of the withdrawal."}
    )
    digest = fields.String(
        required=True,
        metadata={
            "description": "SHA-256 of the rest of this answer, as JSON in UTF-8 without spaces, with names sorted. "
            "Send it as `shown_sha256` with the withdrawal."
        },
    )
