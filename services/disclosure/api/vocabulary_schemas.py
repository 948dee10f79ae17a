"""The shapes in which policy packs and their words are told."""

from marshmallow import Schema, fields


class PolicyPackSchema(Schema):
    """A policy pack in force and the words it knows."""

    controller = fields.String(required=True)
    version = fields.String(required=True)
    digest = fields.String(required=True)
    name = fields.String(required=True)


class NameSchema(Schema):
    """A word or sentence in both languages."""

    en = fields.String(required=True)
    da = fields.String(required=True)


class FactSchema(Schema):
    """A fact that a check may state."""

    type = fields.String(required=True, metadata={"description": "boolean, text, date, code or categories."})
    meaning = fields.Nested(NameSchema, required=True)
    values = fields.List(fields.String(), required=True, metadata={"description": "Of a code, each there is."})


class ReasonSchema(Schema):
    """Why a no is a no."""

    clerk = fields.Nested(NameSchema, required=True)
    subject = fields.Nested(NameSchema, required=True)


def _words() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.Nested(NameSchema), required=True)


class VocabularySchema(PolicyPackSchema):
    """A policy pack with its vocabulary: each word with its name in English and Danish."""

    entities = _words()
    subject_roles = _words()
    recipient_kinds = _words()
    purposes = _words()
    categories = _words()
    labels = _words()
    channels = _words()
    professions = _words()
    obligations = _words()
    facts = fields.Dict(keys=fields.String(), values=fields.Nested(FactSchema), required=True)
    reasons = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(ReasonSchema),
        required=True,
        metadata={"description": "Each reason code with a sentence for the clerk and one for the subject."},
    )


class PolicyPacksSchema(Schema):
    """Every policy pack in force that the caller may see."""

    policy_packs = fields.List(fields.Nested(PolicyPackSchema), required=True)
