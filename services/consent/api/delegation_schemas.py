"""Delegations, in requests and answers."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.consent.api.answer_schemas import EffectSchema, Recorded, told_version
from services.consent.api.pages import next_cursor_field
from services.consent.api.request_schemas import (
    EvidenceSchema,
    GiverSchema,
    SearchRequest,
    StepRequest,
    subject_role,
)
from services.consent.api.scope_schemas import PartSchema, RecipientSchema, StrictSchema
from services.consent.domain.codes import CHANNELS
from services.consent.domain.delegation import POWERS
from services.consent.domain.delegation_standing import DelegationStatus
from services.consent.domain.scope import WHOLE
from shared.policy_packs.rule import DELEGATION_KINDS
from shared.web.schema import TrueOrFalse, formatted


class DelegateSchema(StrictSchema):
    """Who is to act: somebody who may sign in is best named by number, and is known by a reference from then on."""

    kind = RecipientSchema().fields["kind"]
    id = RecipientSchema().fields["id"]
    country = RecipientSchema().fields["country"]
    cpr = formatted("cpr", "In the place of id: who acts over self-service is the person with this CPR number.")

    @validates_schema
    def _named_once(self, data: dict[str, str], **_: object) -> None:
        if "id" in data and "cpr" in data:
            raise ValidationError("Name the delegate by id or by cpr.", "id")


_WHOSE_WORD = "Whose word it is; it is nobody's by custody what the person gave."

# `from` is no name that a class could give a field.
_Mandate = StrictSchema.from_dict(
    {
        "kind": fields.String(required=True, validate=validate.OneOf(DELEGATION_KINDS)),
        "delegate": fields.Nested(RecipientSchema, required=True, metadata={"description": "Who acts, named by id."}),
        "given_by": fields.Nested(GiverSchema, required=True),
        "powers": fields.List(
            fields.String(validate=validate.OneOf(POWERS)),
            load_default=["view"],
            validate=validate.Length(1, len(POWERS)),
            metadata={"description": "See the data; consent, or withdraw and object, in the subject's place."},
        ),
        "from": formatted("date", "First day.", required=True),
        "until": formatted("date", "First day on which it no longer counts; open when left out."),
        "part": fields.Nested(PartSchema, metadata={"description": "Of what; of everything, when left out or {}."}),
        "subject_role": subject_role(),
        "channel": fields.String(required=True, validate=validate.OneOf(CHANNELS)),
        "evidence": fields.List(fields.Nested(EvidenceSchema), load_default=list, validate=validate.Length(0, 10)),
    },
    name="MandateSchema",
)


class RequestDelegationRequest(_Mandate):  # type: ignore[valid-type, misc]
    """Who would act for whom; `accepted` when the subject, or the law, lets them already."""

    controller = SearchRequest().fields["controller"]
    subject = SearchRequest().fields["subject"]
    delegate = fields.Nested(DelegateSchema, required=True)
    accepted = TrueOrFalse(load_default=False)

    @post_load
    def _days(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        begins, ends = data.pop("from"), data.pop("until", None)
        days = {"begins": date.fromisoformat(begins), "ends": date.fromisoformat(ends) if ends else None}
        return {"part": WHOLE, **data, **days}


class DelegationStepRequest(StepRequest):
    """When it was said, how, and where the proof is kept."""


class EndDelegationRequest(DelegationStepRequest):
    """That somebody no longer acts for the subject, and whose word that is."""

    ended_by = fields.Nested(GiverSchema, metadata={"description": _WHOSE_WORD})


class StepAnswer(Recorded):
    """What became of it."""

    step = fields.String(required=True, metadata={"description": "accepted, declined or ended."})
    at = fields.String(required=True, metadata={"format": "date-time"})
    channel = fields.String(required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    ended_by = fields.Nested(GiverSchema, metadata={"description": "Whose word the end was, where that was said."})


class DelegationAnswer(_Mandate, Recorded):  # type: ignore[valid-type, misc]
    """A delegation, everything recorded of it, and where it stands."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    controller = fields.String(required=True)
    subject = fields.String(required=True, metadata={"description": "Reference to the subject."})
    version = told_version()
    status = fields.String(required=True, validate=validate.OneOf([status.value for status in DelegationStatus]))
    status_explanation = fields.String(required=True, metadata={"description": "Why."})
    powers_in_force = fields.List(
        fields.String(validate=validate.OneOf(POWERS)),
        required=True,
        metadata={"description": "What the delegate may do; none unless it is in force."},
    )
    steps = fields.List(fields.Nested(StepAnswer), required=True)


class EndedDelegationAnswer(DelegationAnswer):
    """A delegation that has just ended."""

    effective = fields.Nested(EffectSchema, required=True)


class DelegationsAnswer(Schema):
    """A subject's delegations, newest first."""

    delegations = fields.List(fields.Nested(DelegationAnswer), required=True)
    next_cursor = next_cursor_field()
