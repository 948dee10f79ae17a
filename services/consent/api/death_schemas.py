"""Deaths on record, in requests and answers."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.consent.api.answer_schemas import EffectSchema, Recorded, told_version
from services.consent.api.pages import next_cursor_field
from services.consent.api.request_schemas import EARLIEST_YEAR, EvidenceSchema, SearchRequest
from services.consent.api.scope_schemas import StrictSchema
from shared.web.schema import formatted


class RecordDeathRequest(StrictSchema):
    """Who has died, and when."""

    controller = SearchRequest().fields["controller"]
    subject = SearchRequest().fields["subject"]
    died_on = formatted("date", "The day of death; on it and from then on the rules for the dead hold.", required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), load_default=list, validate=validate.Length(0, 10))

    @post_load
    def _as_said(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        died_on = date.fromisoformat(data["died_on"])
        if died_on.year < EARLIEST_YEAR:
            raise ValidationError("Not a day of our time.", "died_on")
        return data | {"died_on": died_on, "evidence": tuple(data["evidence"])}


class RetractDeathRequest(StrictSchema):
    """Nothing needs to be said."""


class DeathAnswer(Recorded):
    """A death as it was recorded."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    controller = fields.String(required=True)
    subject = fields.String(required=True)
    version = told_version()
    died_on = fields.String(required=True, metadata={"format": "date"})
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    retracted = fields.Nested(Recorded, metadata={"description": "By whom and when it was found not to be so."})


class RecordedDeathAnswer(DeathAnswer):
    """A death just recorded, and since when the gate goes by it."""

    effective = fields.Nested(EffectSchema, required=True)


class DeathsAnswer(Schema):
    """What was recorded of a subject's death, newest first."""

    deaths = fields.List(fields.Nested(DeathAnswer), required=True)
    next_cursor = next_cursor_field()
