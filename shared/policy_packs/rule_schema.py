"""What a rule of a policy pack may say, key by key."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from shared.policy_packs.field_types import CODE, COUNTRY, Day, OneOrMore, SpanField, codes, codes_or_all, some_codes
from shared.policy_packs.nearest_key import HandWrittenSchema
from shared.policy_packs.rule import DELEGATION_KINDS, FORMS, OPERATORS, RESTRICTION_GATES

_SPAN_OPERATORS = ("within", "kept_for")
_FLAG_OPERATORS = ("is_recipient", "is_course", "lists_category", "stated")


class NameSchema(HandWrittenSchema):
    en = fields.String(required=True, validate=validate.Length(min=1))
    da = fields.String(required=True, validate=validate.Length(min=1))


class ConditionSchema(HandWrittenSchema):
    """One fact and one operator, or the subject's age; or alternatives, each of them one or all of several."""

    fact = fields.String()
    any_of = fields.List(fields.Nested("AlternativeSchema"), validate=validate.Length(min=2))
    age_from = fields.Integer(validate=validate.Range(min=0, max=150))
    age_below = fields.Integer(validate=validate.Range(min=1, max=150))
    is_ = fields.Raw(data_key="is")
    in_ = fields.List(fields.Raw(), data_key="in", validate=validate.Length(min=1))
    is_recipient = fields.Boolean(validate=validate.Equal(True))
    is_course = fields.Boolean(validate=validate.Equal(True))
    lists_category = fields.Boolean(validate=validate.Equal(True))
    stated = fields.Boolean(validate=validate.Equal(True))
    on_or_after = fields.Raw()
    after = fields.Raw()
    on_or_before = fields.Raw()
    before = fields.Raw()
    within = SpanField()
    kept_for = SpanField()

    @post_load
    def check_shape(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        for alone in ("any_of", "all_of", "age_from", "age_below"):
            if alone in data:
                if len(data) > 1:
                    message = f"{alone} stands alone."
                    raise ValidationError(message)
                return data
        return _condition(data)


class AlternativeSchema(ConditionSchema):
    """A condition, or several that must all be met."""

    class Meta:
        exclude = ("any_of",)

    all_of = fields.List(fields.Nested(lambda: ConditionSchema(exclude=("any_of",))), validate=validate.Length(min=2))


def _condition(data: dict[str, Any]) -> dict[str, Any]:
    operators = [name for name in OPERATORS if name in data or f"{name}_" in data]
    if "fact" not in data or len(operators) != 1:
        message = f"Must be one fact with one of the operators {', '.join(OPERATORS)}."
        raise ValidationError(message)
    name = operators[0]
    value = data.get(name, data.get(f"{name}_"))
    if name in _SPAN_OPERATORS:
        return {"fact": data["fact"], "operator": name, "values": (), "span": value}
    return {"fact": data["fact"], "operator": name, "values": _values(name, value), "span": None}


def _values(operator: str, value: Any) -> tuple[Any, ...]:
    if operator in _FLAG_OPERATORS:
        return ()
    values = value if operator == "in" else [value]
    plain = tuple(one.isoformat() if isinstance(one, date) else one for one in values)
    if not all(isinstance(one, bool | str) for one in plain):
        message = "A value is true, false, a text or a date."
        raise ValidationError(message)
    return plain


class AttestationSchema(HandWrittenSchema):
    professions = codes()


class ObligationSchema(HandWrittenSchema):
    kind = fields.String(required=True)
    to = fields.String(load_default=None)
    deadline_days = fields.Integer(validate=validate.Range(min=0, max=999))
    deadline_months = fields.Integer(validate=validate.Range(min=1, max=999))
    only_over_objection = fields.Boolean(load_default=False)
    unless = fields.List(fields.Nested(ConditionSchema), load_default=list)


class LineSchema(HandWrittenSchema):
    """What every line of a pack says of itself: an id, a sentence, and where it comes from."""

    id = fields.String(required=True, validate=CODE)
    says = fields.Nested(NameSchema, required=True)
    rows = some_codes()
    law = some_codes()
    lines = some_codes()


class RuleSchema(LineSchema):
    """What every rule says, whatever its step."""

    valid_from = Day(required=True, data_key="from")
    valid_until = Day(load_default=None, data_key="until")
    subject_roles = codes_or_all()
    to = codes_or_all()
    recipient_ids = some_codes()
    purposes = codes_or_all()
    categories = codes_or_all()
    labels = some_codes()
    without_labels = some_codes()
    forms = fields.List(fields.String(validate=validate.OneOf(FORMS)), load_default=list)
    countries = fields.List(fields.String(validate=COUNTRY), load_default=list)
    when = fields.List(fields.Nested(ConditionSchema), load_default=list)
    reason = fields.String(load_default=None)
    obligations = fields.List(fields.Nested(ObligationSchema), load_default=list)


class BarSchema(RuleSchema):
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""

    reason = fields.String(required=True)
    when = fields.List(fields.Nested(ConditionSchema), load_default=list, data_key="unless")
    outside = OneOrMore(load_default=list)
    unencrypted = fields.Boolean(load_default=False)


class PermittingRuleSchema(RuleSchema):
    channels = some_codes()
    attestation = fields.Nested(AttestationSchema, load_default=None)
    keys = fields.Dict(keys=fields.String(), values=codes(), required=True)
    restriction_gate = fields.String(load_default=None, validate=validate.OneOf(RESTRICTION_GATES))


class ConsentSchema(PermittingRuleSchema):
    explicit = fields.Boolean(load_default=False)
    names_country = fields.Boolean(load_default=False)


class DelegationSchema(PermittingRuleSchema):
    delegation = fields.List(
        fields.String(validate=validate.OneOf(DELEGATION_KINDS)), required=True, validate=validate.Length(min=1)
    )
    custody_until = fields.Integer(load_default=None, validate=validate.Range(min=1, max=18))


class BasisSchema(PermittingRuleSchema):
    stands_against_refusal = fields.Boolean(load_default=False)
    declared_on = fields.String(load_default=None)
