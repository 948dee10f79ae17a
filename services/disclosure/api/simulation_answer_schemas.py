"""The shapes of what simulations answer."""

from marshmallow import Schema, fields, validate

from services.disclosure.api.schemas import (
    DecisionSchema,
    ItemDecisionSchema,
    ItemSchema,
    ObligationSchema,
    PackReferenceSchema,
    RecipientSchema,
)


class SimulatedItemSchema(ItemDecisionSchema):
    """The answer for one item; what it relies on may be a draft."""

    consent = fields.String(metadata={"description": "Consent relied on: its id, or which draft."})
    delegation = fields.String(metadata={"description": "Delegation relied on: its id, or which draft."})
    objection = fields.String(metadata={"description": "Objection in the way: its id, or which draft."})


class SimulationAnswerSchema(Schema):
    """What every answer says: it is a simulation, nothing may go because of it."""

    simulation = fields.Boolean(required=True, validate=validate.Equal(True))
    simulation_id = fields.UUID(
        required=True, metadata={"description": "The entry's id in the audit log; no decision has it."}
    )
    controller = fields.String(required=True)
    pack = fields.Nested(PackReferenceSchema, required=True)


class PremisesAnswerSchema(SimulationAnswerSchema):
    """And what it was answered on."""

    consent_state = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Version of what is on file; 0 for drafts alone."}
    )
    consent_state_source = fields.String(
        required=True, validate=validate.OneOf(["copy", "strong-read", "none", "draft"])
    )
    evaluated_at = fields.AwareDateTime(required=True)


class SimulatedDecisionSchema(DecisionSchema, PremisesAnswerSchema):
    """The decision as it would be, without an id: it cannot be read back or acted on."""

    class Meta:
        exclude = ("id",)

    items = fields.List(fields.Nested(SimulatedItemSchema), required=True)
    consent_state_source = fields.String(
        required=True, validate=validate.OneOf(["copy", "strong-read", "none", "draft"])
    )


class CategoryAnswerSchema(SimulatedItemSchema):
    """The answer for one category, in each of these forms."""

    forms = fields.List(fields.String(), required=True)
    obligations = fields.List(fields.Nested(ObligationSchema), required=True)


class WhatMayGoAnswerSchema(PremisesAnswerSchema):
    """What passes, and what the rest lacks."""

    may_go = fields.List(fields.Nested(CategoryAnswerSchema), required=True)
    may_not_go = fields.List(fields.Nested(CategoryAnswerSchema), required=True)


class ReceiverSchema(SimulatedItemSchema):
    """A recipient kind and a purpose, with the answer for the item."""

    class Meta:
        exclude = ("category", "course", "episode", "labels", "form", "period", "outcome")

    recipient = fields.Nested(RecipientSchema, required=True)
    purpose = fields.String(required=True)
    obligations = fields.List(fields.Nested(ObligationSchema), required=True)


class WhoMayReceiveAnswerSchema(PremisesAnswerSchema):
    """Who may have the item, and who could if something named were there besides."""

    may_receive = fields.List(fields.Nested(ReceiverSchema), required=True)
    may_receive_if = fields.List(fields.Nested(ReceiverSchema), required=True)


class GroundsSchema(Schema):
    """How an item was answered, and why."""

    outcome = fields.String(required=True, validate=validate.OneOf(["permit", "deny"]))
    rule = fields.String()
    basis = fields.List(fields.String())
    law = fields.List(fields.String())
    reason = fields.String()


class ItemFlipSchema(ItemSchema):
    """An item that passes by one pack and not by the other."""

    old = fields.Nested(GroundsSchema, required=True)
    new = fields.Nested(GroundsSchema, required=True)


class OutcomesSchema(Schema):
    """What was answered, and what would be."""

    old = fields.String(required=True)
    new = fields.String(required=True)


class FlipSchema(Schema):
    """A recorded decision that would be another."""

    decision_id = fields.UUID(required=True)
    evaluated_at = fields.AwareDateTime(required=True)
    recipient_kind = fields.String(required=True)
    purpose = fields.String(required=True)
    outcome = fields.Nested(OutcomesSchema, required=True)
    items = fields.List(fields.Nested(ItemFlipSchema), required=True)


class NotComparedSchema(Schema):
    """A recorded decision about which nothing can be said."""

    decision_id = fields.UUID(required=True)
    because = fields.String(required=True)
    unknown_words = fields.List(
        fields.String(), required=True, metadata={"description": "Where in its check the pack does not know the word."}
    )


class ComparisonAnswerSchema(SimulationAnswerSchema):
    """Every recorded answer that flips under another pack."""

    compared = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    other_grounds = fields.Integer(
        required=True, metadata={"description": "Answered the same, by another rule or for another reason."}
    )
    flipped = fields.List(fields.Nested(FlipSchema), required=True)
    not_compared = fields.List(fields.Nested(NotComparedSchema), required=True)
    next = fields.UUID(
        required=True, allow_none=True, metadata={"description": "For `after` of the next page; null on the last."}
    )
