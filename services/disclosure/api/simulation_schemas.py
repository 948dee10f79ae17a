"""The shapes of what is tried out."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.disclosure.api.draft_schemas import DraftsSchema, moment
from services.disclosure.api.schemas import (
    CheckSchema,
    ItemSchema,
    RecipientSchema,
)
from shared.web.quick_schema import EXACTLY_ONE
from shared.web.schema import Table, WholeMatch, word
from shared.web.subject_schema import SubjectSchema

MOST_FILES = 50
LONGEST_FILE = 1_000_000
LARGEST_PAGE = 1_000
_FILE_NAME = WholeMatch("^[a-z0-9][a-z0-9_-]{0,60}[.]yaml$", error="A file name such as bases.yaml.")

WITH = "with"
WITHOUT = "without"


def draft_pack() -> Table:
    """Return a field for files of a policy pack."""
    return Table(
        keys=fields.String(validate=_FILE_NAME),
        values=fields.String(validate=validate.Length(max=LONGEST_FILE)),
        validate=validate.Length(1, MOST_FILES),
        metadata={
            "description": "Files of a policy pack, by name, in the place of those of the pack in force; an empty text "
            "takes a file away. Left out, the pack in force is asked.",
            "example": {"bases.yaml": "bases:\n  - id: …  # the whole file, as it should be"},
        },
    )


class TriedCheckSchema(CheckSchema):
    """A check; its subject may be left out when nothing on file is asked for."""

    class Meta:
        exclude = ("consistency",)

    subject = fields.Nested(SubjectSchema, metadata=EXACTLY_ONE)


class AlikeSchema(ItemSchema):
    """What the items have in common besides category and form."""

    class Meta:
        exclude = ("category", "form")


class WhatMayGoCheckSchema(TriedCheckSchema):
    """A check that leaves open which data."""

    class Meta:
        exclude = ("consistency", "items")

    item = fields.Nested(AlikeSchema)


class PossibleRecipientSchema(RecipientSchema):
    """What is known of the recipient, whatever its kind."""

    kind = word("Only recipients of this kind.", example="insurer")


class WhoMayReceiveCheckSchema(TriedCheckSchema):
    """A check of one item that leaves open who would receive it."""

    class Meta:
        exclude = ("consistency", "items")

    recipient = fields.Nested(PossibleRecipientSchema)
    purpose = word("Only this purpose.", example="insurance-payment")
    item = fields.Nested(ItemSchema, required=True)


class PremisesSchema(Schema):
    """What is taken for granted."""

    at = moment("When it would be asked; now, when left out.")
    on_file = fields.String(
        validate=validate.OneOf([WITH, WITHOUT]),
        metadata={
            "description": "`with`, unless it says otherwise: what is given is added to what is on file. "
            "`without`: only what is given counts."
        },
    )
    given = fields.Nested(DraftsSchema)
    draft_pack = draft_pack()

    @validates_schema(skip_on_field_errors=True)
    def _whose_file(self, data: dict[str, Any], **_: object) -> None:
        if data.get("on_file", WITH) == WITH and "subject" not in data["check"]:
            raise ValidationError({"check": {"subject": ["Name the subject, or ask with on_file: without."]}})


class SimulationSchema(PremisesSchema):
    """A check to be tried out."""

    check = fields.Nested(TriedCheckSchema, required=True)


class WhatMayGoSchema(PremisesSchema):
    """A recipient and a purpose, for which every category is asked."""

    check = fields.Nested(WhatMayGoCheckSchema, required=True)


class WhoMayReceiveSchema(PremisesSchema):
    """An item, for which every recipient kind and purpose is asked."""

    check = fields.Nested(WhoMayReceiveCheckSchema, required=True)


class ComparisonSchema(Schema):
    """Which recorded decisions are compared with what another pack would answer."""

    controller = word("Whose decisions.", required=True, example="aleris")
    since = moment("Decided at this moment or later.", required=True, data_key="from")
    until = moment("Decided before this moment.", required=True, data_key="to")
    draft_pack = draft_pack()
    after = fields.UUID(metadata={"description": "`next` of the page before."})
    limit = fields.Integer(
        strict=True,
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most decisions to compare at once."},
    )

    @validates_schema(skip_on_field_errors=True)
    def _in_order(self, data: dict[str, Any], **_: object) -> None:
        if datetime.fromisoformat(data["since"]) >= datetime.fromisoformat(data["until"]):
            raise ValidationError({"to": ["A moment after `from`."]})
