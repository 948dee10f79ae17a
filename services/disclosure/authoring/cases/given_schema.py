"""What a case may say of the subject's file: consents, objections and delegations, as in the HTTP API."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from services.disclosure.authoring.cases.case_fields import Moment, one_of, refuse_period_without_days, text, texts
from shared.policy_packs.field_types import COUNTRY
from shared.policy_packs.lines import (
    ANSWERS_TO_OBJECTIONS,
    AUTHORITIES,
    EXPRESSIONS,
    FORMS_OF_CONSENT,
    IMPLIED,
    TAKEN_BACK,
)
from shared.policy_packs.model import OBJECTION_KINDS
from shared.policy_packs.nearest_key import HandWrittenSchema
from shared.policy_packs.rule import DELEGATION_KINDS


class PeriodSchema(HandWrittenSchema):
    begins = Moment(data_key="from", allow_none=True)
    ends = Moment(data_key="until", allow_none=True)

    @validates_schema
    def has_days(self, data: dict[str, Any], **_: Any) -> None:
        refuse_period_without_days(data.get("begins"), data.get("ends"))


class ScopeRecipientSchema(HandWrittenSchema):
    kind = text(required=True)
    id = text()
    country = fields.String(validate=COUNTRY)


class ScopeItemSchema(HandWrittenSchema):
    category = text(required=True)
    course = text()
    episode = text()
    label = text()
    period = fields.Nested(PeriodSchema)


class PartSchema(HandWrittenSchema):
    """A part; a dimension left out is all of it."""

    recipients = fields.List(fields.Nested(ScopeRecipientSchema))
    purposes = texts()
    items = fields.List(fields.Nested(ScopeItemSchema))
    channels = texts()


class ScopeSchema(HandWrittenSchema):
    recipients = fields.List(fields.Nested(ScopeRecipientSchema), required=True)
    purposes = texts(required=True)
    items = fields.List(fields.Nested(ScopeItemSchema), required=True)


class GiverSchema(HandWrittenSchema):
    authority = one_of(*AUTHORITIES, required=True)
    reference = text()


class TextVersionSchema(HandWrittenSchema):
    id = text(required=True)
    version = text(required=True)
    language = text()


class WithdrawalSchema(HandWrittenSchema):
    at = Moment(required=True)
    part = fields.Nested(PartSchema)
    channel = text()
    how = one_of(*TAKEN_BACK)


class ConsentSchema(HandWrittenSchema):
    """When it lapses may stand there too, as the consent service tells it; nobody reads that."""

    id = text()
    given_at = Moment(required=True)
    given_by = fields.Nested(GiverSchema)
    form = one_of(*FORMS_OF_CONSENT)
    form_exemption = text()
    expression = one_of(*EXPRESSIONS, IMPLIED)
    channel = text()
    text_version = fields.Nested(TextVersionSchema, data_key="text")
    course = text()
    subject_role = text()
    stated_end = Moment(allow_none=True)
    valid_until = Moment(allow_none=True)
    valid_until_reason = text()
    scope = fields.Nested(ScopeSchema, required=True)
    withdrawals = fields.List(fields.Nested(WithdrawalSchema))


class ObjectionSchema(HandWrittenSchema):
    id = text()
    kind = fields.String(required=True, validate=validate.OneOf(OBJECTION_KINDS))
    raised_at = Moment(required=True)
    lifted_at = Moment(allow_none=True)
    channel = text()
    part = fields.Nested(PartSchema)
    answer = one_of(*ANSWERS_TO_OBJECTIONS)
    answered_at = Moment()


class DelegationSchema(HandWrittenSchema):
    id = text()
    kind = fields.String(required=True, validate=validate.OneOf(DELEGATION_KINDS))
    delegate = fields.Nested(ScopeRecipientSchema, required=True)
    begins = Moment(required=True, data_key="from")
    until = Moment(allow_none=True)
    ended_at = Moment(allow_none=True)
    given_by = fields.Nested(GiverSchema)
    subject_role = text()
    part = fields.Nested(PartSchema)

    @validates_schema
    def has_days(self, data: dict[str, Any], **_: Any) -> None:
        refuse_period_without_days(data["begins"], data.get("until"))


class GivenSchema(HandWrittenSchema):
    """What is on file about the subject when the check is asked."""

    consents = fields.List(fields.Nested(ConsentSchema))
    objections = fields.List(fields.Nested(ObjectionSchema))
    delegations = fields.List(fields.Nested(DelegationSchema))
    died_on = Moment()
