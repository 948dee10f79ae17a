"""Imports, in requests and answers."""

from marshmallow import Schema, fields, validate

from services.consent.api.pages import cursor_field, next_cursor_field
from services.consent.api.request_schemas import GiveConsentRequest
from services.consent.api.scope_schemas import StrictSchema
from services.consent.domain.consent_import import ImportStatus, Outcome
from shared.web.api import FieldErrorSchema
from shared.web.schema import word

LARGEST_PAGE = 1_000


class ImportQuery(StrictSchema):
    """From where, to which controller."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    source = word("The older system, always by the same name.", required=True, example="old-desk")
    dry_run = fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "Report what would become of each line, and record nothing."},
    )


class ImportLine(GiveConsentRequest):
    """A line: a consent as `POST /v1/consents` takes it, at the import's controller, and what its source calls it."""

    class Meta(StrictSchema.Meta):
        exclude = ("controller",)

    source_id = word(
        "What the source calls the consent: the same for ever, and of no other consent.", required=True, example="A-17"
    )


class ImportAnswer(Schema):
    """An import, and how many of its lines became what."""

    id = fields.UUID(required=True)
    controller = fields.String(required=True)
    source = fields.String(required=True)
    dry_run = fields.Boolean(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(ImportStatus)))
    received_at = fields.String(required=True, metadata={"format": "date-time"})
    finished_at = fields.String(metadata={"format": "date-time"})
    recorded_by = fields.String(required=True, metadata={"description": "The client that sent it."})
    recorded_by_staff = fields.String(metadata={"description": "The member of staff who used that client."})
    lines = fields.Integer(required=True)
    undecided = fields.Integer(required=True, metadata={"description": "Not worked on yet."})
    accepted = fields.Integer(required=True, metadata={"description": "Recorded; in a dry run, fit to be."})
    already_there = fields.Integer(required=True, metadata={"description": "Recorded by an earlier import."})
    refused = fields.Integer(required=True)


class LineProblem(Schema):
    """Why a line was refused: as the same consent would be by `POST /v1/consents`."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(
        fields.Nested(FieldErrorSchema), metadata={"description": "Pointers into the line, as into a body."}
    )


class LineAnswer(Schema):
    """What became of a line."""

    line = fields.Integer(required=True, metadata={"description": "Its number in the file, the first being 1."})
    source_id = fields.String(metadata={"description": "What the source calls the consent, if that could be read."})
    outcome = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(list(Outcome)),
        metadata={"description": "null while the line is not worked on yet."},
    )
    consent = fields.UUID(metadata={"description": "The consent that the line is on record as."})
    problem = fields.Nested(LineProblem)


class LinesQuery(StrictSchema):
    """Which page of the report."""

    limit = fields.Integer(
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most lines on a page."},
    )
    cursor = cursor_field()


class LinesAnswer(Schema):
    """A page of the report, in the order of the file."""

    lines = fields.List(fields.Nested(LineAnswer), required=True)
    next_cursor = next_cursor_field()
