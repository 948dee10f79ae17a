"""What a case may say, key by key: a check, a question of retention, or a request under one of the rights."""

from collections.abc import Mapping

from marshmallow import fields, validate

from services.disclosure.authoring.cases.case_fields import (
    ClaimedObligation,
    FactValue,
    Moment,
    WordOrMapping,
    one_of,
    text,
    texts,
)
from services.disclosure.authoring.cases.given_schema import GivenSchema, PeriodSchema
from services.disclosure.domain.decision import Outcome
from shared.policy_packs.field_types import COUNTRY
from shared.policy_packs.lines import ANSWERS, RIGHTS
from shared.policy_packs.nearest_key import HandWrittenSchema
from shared.policy_packs.rule import FORMS

OUTCOMES = tuple(outcome.value for outcome in Outcome)


class ItemSchema(HandWrittenSchema):
    category = text(required=True)
    course = text()
    episode = text()
    labels = texts()
    form = one_of(*FORMS)
    period = fields.Nested(PeriodSchema)


class RecipientSchema(HandWrittenSchema):
    kind = text(required=True)
    id = text()
    country = fields.String(validate=COUNTRY)


class AttestationSchema(HandWrittenSchema):
    by = text()
    profession = text()
    at = Moment()
    necessary = fields.Boolean()


def _facts() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=FactValue())


class CheckSchema(HandWrittenSchema):
    """The body of POST /v1/disclosure-checks; the subject may be left out."""

    controller = text()
    acting_entity = text()
    subject = fields.Dict()
    subject_role = text()
    subject_born = Moment()
    recipient = fields.Nested(RecipientSchema, required=True)
    purpose = text(required=True)
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=validate.Length(min=1))
    facts = _facts()
    attestation = fields.Nested(AttestationSchema, allow_none=True)
    channel = text()


class ExpectSchema(HandWrittenSchema):
    """What the case claims of the decision; what it leaves out it does not claim."""

    outcome = one_of(*OUTCOMES, required=True)
    withheld = fields.List(WordOrMapping())
    narrower_request = fields.List(WordOrMapping())
    basis = texts()
    obligations = fields.List(ClaimedObligation())
    missing = fields.List(WordOrMapping())
    reason = text()
    rule = text()


class IfSubjectSchema(HandWrittenSchema):
    """The outcome of the same check had the subject said no to it just then."""

    restricts = one_of(*OUTCOMES)
    refuses = one_of(*OUTCOMES)
    objects = one_of(*OUTCOMES)


class RetentionQuestionSchema(HandWrittenSchema):
    controller = text()
    subject_role = text()
    subject_born = Moment()
    category = text(required=True)
    facts = _facts()


class RetentionExpectSchema(HandWrittenSchema):
    kept = fields.Boolean(required=True)
    until = Moment(allow_none=True)
    rule = text()


class RightQuestionSchema(HandWrittenSchema):
    controller = text()
    right = one_of(*RIGHTS, required=True)
    category = text()
    subject_role = text()
    subject_born = Moment()
    received = Moment(required=True)
    facts = _facts()


class RightExpectSchema(HandWrittenSchema):
    answer = one_of(*ANSWERS, required=True)
    due = Moment()
    rule = text()
    basis = texts()
    obligations = fields.List(ClaimedObligation())


class CaseSchema(HandWrittenSchema):
    """What every case says."""

    case = text(required=True)
    rows = texts()
    scenario = texts()
    on = Moment(required=True)
    controller = text()
    given = fields.Nested(GivenSchema, allow_none=True)


class CheckCaseSchema(CaseSchema):
    check = fields.Nested(CheckSchema, required=True)
    expect = fields.Nested(ExpectSchema, required=True)
    if_subject = fields.Nested(IfSubjectSchema)


class RetentionCaseSchema(CaseSchema):
    retention = fields.Nested(RetentionQuestionSchema, required=True)
    expect = fields.Nested(RetentionExpectSchema, required=True)


class RightCaseSchema(CaseSchema):
    right = fields.Nested(RightQuestionSchema, required=True)
    expect = fields.Nested(RightExpectSchema, required=True)


CASE_SCHEMAS: Mapping[str, type[CaseSchema]] = {
    "check": CheckCaseSchema,
    "retention": RetentionCaseSchema,
    "right": RightCaseSchema,
}
"""By the key that only a case of this form has."""
