"""What a policy pack may say, key by key; whether its words agree with each other is checked in words.py."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from shared.policy_packs.model import CONSENT_CLASSES, FACT_TYPES, OBJECTION_KINDS, OPERATORS

_CODE = validate.Regexp(r"^[a-z0-9]+([.-][a-z0-9]+)*$", error="Must be lower case letters and digits with hyphens.")
_COUNTRY = validate.Regexp(r"^[A-Z]{2}$", error="Must be a country code of two capitals.")


class Day(fields.Date):
    """YAML reads an unquoted date as a date already."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, date) else super()._deserialize(value, attr, data, **kwargs)


def codes() -> "fields.List[Any]":
    return fields.List(fields.String(), required=True, validate=validate.Length(min=1))


def some_codes() -> "fields.List[Any]":
    return fields.List(fields.String(), load_default=list)


def codes_or_all() -> "CodesOrAll":
    return CodesOrAll(required=True)


class CodesOrAll(fields.Field[Any]):
    """A list of codes with at least one in it, or the word `all`; leaving it out never means all."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if value == "all" or (isinstance(value, list) and value and all(isinstance(one, str) for one in value)):
            return value
        message = "Must be a list of codes, or the word all."
        raise ValidationError(message)


class NameSchema(Schema):
    en = fields.String(required=True, validate=validate.Length(min=1))
    da = fields.String(required=True, validate=validate.Length(min=1))


class CategorySchema(NameSchema):
    category_class = fields.String(required=True, data_key="class")
    narrower = some_codes()


class RecipientKindSchema(NameSchema):
    within = fields.String(load_default=None)
    country = fields.String(load_default=None, validate=_COUNTRY)
    is_subject = fields.Boolean(load_default=False)


class PurposeSchema(NameSchema):
    consent_class = fields.String(required=True, validate=validate.OneOf(CONSENT_CLASSES))
    needs = codes_or_all()
    needs_for = fields.Dict(keys=fields.String(), values=CodesOrAll(), load_default=dict)
    hl7 = fields.String(load_default=None)
    lookup = fields.Boolean(load_default=False)
    marketing = fields.Boolean(load_default=False)


class FactSchema(NameSchema):
    fact_type = fields.String(required=True, data_key="type", validate=validate.OneOf(FACT_TYPES))
    values = some_codes()


class ChannelSchema(NameSchema):
    encrypted = fields.Boolean(required=True)
    private = fields.Boolean(required=True)


class SubjectRoleSchema(NameSchema):
    secrecy = fields.Boolean(required=True)


def _words(schema: type[Schema]) -> fields.Dict:
    return fields.Dict(keys=fields.String(validate=_CODE), values=fields.Nested(schema), load_default=dict)


class ConditionSchema(Schema):
    """One fact and one operator; or `any_of` with a list of such conditions."""

    fact = fields.String()
    any_of = fields.List(fields.Nested(lambda: ConditionSchema(exclude=("any_of",))), validate=validate.Length(min=2))
    is_ = fields.Raw(data_key="is")
    in_ = fields.List(fields.Raw(), data_key="in", validate=validate.Length(min=1))
    is_recipient = fields.Boolean(validate=validate.Equal(True))
    on_or_after = fields.Raw()
    after = fields.Raw()
    on_or_before = fields.Raw()
    before = fields.Raw()

    @post_load
    def check_shape(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        operators = [name for name in OPERATORS if name in data or f"{name}_" in data]
        if "any_of" in data:
            if len(data) > 1:
                message = "any_of stands alone."
                raise ValidationError(message)
            return data
        if "fact" not in data or len(operators) != 1:
            message = f"Must be one fact with one of the operators {', '.join(OPERATORS)}."
            raise ValidationError(message)
        name = operators[0]
        value = data.get(name, data.get(f"{name}_"))
        return {"fact": data["fact"], "operator": name, "values": _values(name, value)}


def _values(operator: str, value: Any) -> tuple[Any, ...]:
    if operator == "is_recipient":
        return ()
    values = value if operator == "in" else [value]
    plain = tuple(one.isoformat() if isinstance(one, date) else one for one in values)
    if not all(isinstance(one, bool | str) for one in plain):
        message = "A value is true, false, a text or a date."
        raise ValidationError(message)
    return plain


class AttestationSchema(Schema):
    professions = codes()


class ObligationSchema(Schema):
    kind = fields.String(required=True)
    to = fields.String(load_default=None)
    deadline_days = fields.Integer(load_default=None, validate=validate.Range(min=0))
    only_over_objection = fields.Boolean(load_default=False)


class RuleSchema(Schema):
    """What every rule says, whatever its step."""

    id = fields.String(required=True, validate=_CODE)
    says = fields.Nested(NameSchema, required=True)
    valid_from = Day(required=True, data_key="from")
    valid_until = Day(load_default=None, data_key="until")
    subject_roles = codes_or_all()
    to = codes_or_all()
    recipient_ids = some_codes()
    purposes = codes_or_all()
    categories = codes_or_all()
    labels = some_codes()
    without_labels = some_codes()
    when = fields.List(fields.Nested(ConditionSchema), load_default=list)
    reason = fields.String(load_default=None)
    obligations = fields.List(fields.Nested(ObligationSchema), load_default=list)
    rows = some_codes()
    law = some_codes()
    lines = some_codes()


class BarSchema(RuleSchema):
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""

    reason = fields.String(required=True)
    when = fields.List(fields.Nested(ConditionSchema), load_default=list, data_key="unless")
    outside = fields.String(load_default=None)
    unencrypted = fields.Boolean(load_default=False)


class PermittingRuleSchema(RuleSchema):
    attestation = fields.Nested(AttestationSchema, load_default=None)
    keys = fields.Dict(keys=fields.String(), values=codes(), required=True)
    restriction_gate = fields.String(
        load_default=None, validate=validate.OneOf(("legal-claims", "another-person", "public-interest"))
    )


class BasisSchema(PermittingRuleSchema):
    stands_against_refusal = fields.Boolean(load_default=False)


class PackSchema(Schema):
    controller = fields.String(required=True, validate=_CODE)
    version = fields.String(required=True)
    name = fields.Nested(NameSchema, required=True)
    default_subject_role = fields.String(required=True)
    act_within_minutes = fields.Integer(load_default=15, validate=validate.Range(min=1, max=24 * 60))
    objections = fields.Dict(
        keys=fields.String(validate=validate.OneOf(OBJECTION_KINDS)), values=codes(), required=True
    )
    subject_roles = _words(SubjectRoleSchema)
    categories = _words(CategorySchema)
    labels = _words(NameSchema)
    recipient_kinds = _words(RecipientKindSchema)
    purposes = _words(PurposeSchema)
    facts = _words(FactSchema)
    channels = _words(ChannelSchema)
    professions = _words(NameSchema)
    obligations = _words(NameSchema)
    bars = fields.List(fields.Nested(BarSchema), load_default=list)
    duties = fields.List(fields.Nested(PermittingRuleSchema), load_default=list)
    consents = fields.List(fields.Nested(PermittingRuleSchema), load_default=list)
    bases = fields.List(fields.Nested(BasisSchema), load_default=list)


class PeriodSchema(Schema):
    begins = Day(required=True, data_key="from")
    ends = Day(load_default=None, data_key="until")


class LawSchema(Schema):
    """The law every pack may rely on."""

    category_classes = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), load_default=dict)
    references = fields.Dict(keys=fields.String(), values=fields.Dict(), load_default=dict)
    country_lists = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(validate=_COUNTRY), values=fields.List(fields.Nested(PeriodSchema))),
        load_default=dict,
    )
    reasons = fields.Dict(keys=fields.String(), values=fields.Dict(), load_default=dict)
