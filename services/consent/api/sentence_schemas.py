"""Sentences of packs, as callers are told them, in Danish and English."""

from marshmallow import Schema, fields


class SentencesAnswer(Schema):
    """A sentence in each language."""

    en = fields.String(required=True)
    da = fields.String(required=True)


class ConsequenceAnswer(Schema):
    """What the controller announces for consents of a kind."""

    kind = fields.String(required=True, metadata={"description": "Consent kind of the pack."})
    says = fields.Nested(SentencesAnswer, required=True)


class GoesOnAnswer(Schema):
    """A rule of the pack that the objection reaches and does not stop."""

    rule = fields.String(required=True)
    says = fields.Nested(SentencesAnswer, required=True)
    law = fields.List(fields.String(), required=True)
