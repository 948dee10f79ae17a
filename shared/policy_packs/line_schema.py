"""What the lines of a pack beside its rules may say: consent kinds, retention, rights."""

from typing import Any

from marshmallow import fields, validate

from shared.policy_packs.field_types import CodesOrAll, SpanField, codes, codes_or_all, some_codes
from shared.policy_packs.lines import ANSWERS, AUTHORITIES, FORMS_OF_CONSENT, RIGHTS
from shared.policy_packs.nearest_key import HandWrittenSchema
from shared.policy_packs.rule_schema import ConditionSchema, LineSchema, NameSchema, ObligationSchema
from shared.policy_packs.spans import span_from


def _some_of(words: tuple[str, ...]) -> "fields.List[Any]":
    return fields.List(fields.String(validate=validate.OneOf(words)), required=True, validate=validate.Length(min=1))


class ConsentKindSchema(LineSchema):
    purposes = codes()
    categories = codes_or_all()
    texts = codes()
    forms = _some_of(FORMS_OF_CONSENT)
    given_by = _some_of(AUTHORITIES)
    on_withdrawal = fields.Nested(NameSchema, load_default=None)
    recall = fields.Boolean(load_default=False)


class TextVersionSchema(HandWrittenSchema):
    purposes = codes()
    says = fields.Nested(NameSchema, required=True)
    replaces = fields.String(load_default=None)


class ConsentTextSchema(HandWrittenSchema):
    versions = fields.Dict(
        keys=fields.String(), values=fields.Nested(TextVersionSchema), required=True, validate=validate.Length(min=1)
    )


class KeepingSchema(HandWrittenSchema):
    fact = fields.String(required=True)
    span = SpanField(required=True, data_key="for")


class RoleLineSchema(LineSchema):
    """A line about data of some categories of people in some roles, where some facts hold."""

    subject_roles = codes_or_all()
    categories = CodesOrAll(load_default="all")
    when = fields.List(fields.Nested(ConditionSchema), load_default=list)


class RetentionSchema(RoleLineSchema):
    keep = fields.List(fields.Nested(KeepingSchema), load_default=list)
    holds = some_codes()


class RightSchema(RoleLineSchema):
    right = fields.String(required=True, validate=validate.OneOf(RIGHTS))
    answer = fields.String(required=True, validate=validate.OneOf(ANSWERS))
    due = SpanField(load_default=span_from("1 month"))
    while_kept = fields.Boolean(load_default=False)
    obligations = fields.List(fields.Nested(ObligationSchema), load_default=list)
