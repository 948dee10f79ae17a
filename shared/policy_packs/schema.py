"""What a policy pack may say, key by key; whether its words agree with each other is checked in words.py."""

from marshmallow import Schema, fields, validate

from shared.policy_packs.field_types import CODE, COUNTRY, CodesOrAll, Day, codes, codes_or_all, some_codes
from shared.policy_packs.line_schema import ConsentKindSchema, ConsentTextSchema, RetentionSchema, RightSchema
from shared.policy_packs.model import CONSENT_CLASSES, CONSENT_FORMS, FACT_TYPES, OBJECTION_KINDS
from shared.policy_packs.nearest_key import HandWrittenSchema
from shared.policy_packs.rule import LOCKS
from shared.policy_packs.rule_schema import (
    BarSchema,
    BasisSchema,
    ConsentSchema,
    DelegationSchema,
    NameSchema,
    PermittingRuleSchema,
)


class CategorySchema(NameSchema):
    category_class = fields.String(required=True, data_key="class")
    narrower = some_codes()
    parts = some_codes()


class RecipientKindSchema(NameSchema):
    within = fields.String(load_default=None)
    country = fields.String(load_default=None, validate=COUNTRY)
    is_subject = fields.Boolean(load_default=False)


class PurposeSchema(NameSchema):
    consent_class = fields.String(required=True, validate=validate.OneOf(CONSENT_CLASSES))
    consent_form = fields.String(load_default=None, validate=validate.OneOf(CONSENT_FORMS))
    age_of_consent = fields.String(load_default="health")
    needs = codes_or_all()
    needs_for = fields.Dict(keys=fields.String(), values=CodesOrAll(), load_default=dict)
    refuse_too_broad = some_codes()
    nothing_narrower = some_codes()
    open_channels = some_codes()
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
    age_of_consent = fields.String(load_default=None)
    law = some_codes()
    home = fields.String(load_default=None, validate=COUNTRY)
    after_death = fields.String(load_default=None)


class LabelSchema(NameSchema):
    descriptive = fields.Boolean(load_default=False)


class EntitySchema(NameSchema):
    country = fields.String(required=True, validate=COUNTRY)


class ObligationKindSchema(NameSchema):
    before = fields.Boolean(load_default=False)


class RowsSchema(HandWrittenSchema):
    prefix = fields.String(required=True, validate=validate.Regexp("^[A-Z]{2,6}$"))
    last = fields.Integer(required=True, validate=validate.Range(min=1, max=999))
    outside = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.Length(min=1)), load_default=dict
    )
    imported = fields.Dict(keys=fields.String(), values=codes(), load_default=dict)


def _words(schema: type[Schema]) -> fields.Dict:
    return fields.Dict(keys=fields.String(validate=CODE), values=fields.Nested(schema), load_default=dict)


def _lines(schema: type[Schema]) -> "fields.List[fields.Nested]":
    return fields.List(fields.Nested(schema), load_default=list)


class ModuleSchema(HandWrittenSchema):
    """Words and rules that several packs share; a module may say everything a pack may, except who it is for."""

    subject_roles = _words(SubjectRoleSchema)
    categories = _words(CategorySchema)
    labels = _words(LabelSchema)
    recipient_kinds = _words(RecipientKindSchema)
    purposes = _words(PurposeSchema)
    facts = _words(FactSchema)
    channels = _words(ChannelSchema)
    professions = _words(NameSchema)
    obligations = _words(ObligationKindSchema)
    consent_texts = _words(ConsentTextSchema)
    bars = _lines(BarSchema)
    duties = _lines(PermittingRuleSchema)
    consents = _lines(ConsentSchema)
    delegations = _lines(DelegationSchema)
    bases = _lines(BasisSchema)
    consent_kinds = _lines(ConsentKindSchema)
    retention = _lines(RetentionSchema)
    rights = _lines(RightSchema)


class PackSchema(ModuleSchema):
    """One controller's pack, with what it imports joined in."""

    controller = fields.String(required=True, validate=CODE)
    version = fields.String(required=True)
    name = fields.Nested(NameSchema, required=True)
    home = fields.String(required=True, validate=COUNTRY)
    imports = some_codes()
    rows = fields.Nested(RowsSchema, load_default=None)
    entities = _words(EntitySchema)
    open_to_objection = some_codes()
    default_subject_role = fields.String(required=True)
    act_within_minutes = fields.Integer(load_default=15, validate=validate.Range(min=1, max=24 * 60))
    objections = fields.Dict(
        keys=fields.String(validate=validate.OneOf(OBJECTION_KINDS)), values=codes(), required=True
    )


class PeriodSchema(HandWrittenSchema):
    begins = Day(required=True, data_key="from")
    ends = Day(load_default=None, data_key="until")


class AgePeriodSchema(PeriodSchema):
    # From majority on nobody's consent is another's to give, and no date of birth is kept for it.
    age = fields.Integer(required=True, validate=validate.Range(min=1, max=18))


class ReferenceSchema(NameSchema):
    """`key` names the locks the reference fits."""

    key = fields.List(fields.String(validate=validate.OneOf(LOCKS)), required=True)
    explicit = fields.Boolean(load_default=False)
    open_to_objection = fields.Boolean(load_default=False)


class ReasonSchema(HandWrittenSchema):
    """Why an item is withheld: for whoever asked, and for the person the data are about."""

    clerk = fields.Nested(NameSchema, required=True)
    subject = fields.Nested(NameSchema, required=True)


class LawSchema(HandWrittenSchema):
    """The law every pack may rely on."""

    category_classes = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), load_default=dict)
    references = fields.Dict(keys=fields.String(), values=fields.Nested(ReferenceSchema), load_default=dict)
    country_lists = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(validate=COUNTRY), values=fields.List(fields.Nested(PeriodSchema))),
        load_default=dict,
    )
    ages_of_consent = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(AgePeriodSchema)), load_default=dict
    )
    reasons = _words(ReasonSchema)
