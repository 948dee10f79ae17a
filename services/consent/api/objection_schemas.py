"""Searching for objections."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.consent.api.request_schemas import SearchAtRequest
from services.consent.domain.objection_standing import ObjectionStatus
from shared.web.subject_schema import SubjectSchema

AWAITING = ObjectionStatus.AWAITING_ANSWER.value


class ObjectionSearchRequest(SearchAtRequest):
    """Whose objections, or, without a subject, those of everybody that await the controller's answer."""

    subject = fields.Nested(SubjectSchema, metadata={"description": "Left out only by staff, who then say `status`."})
    status = fields.String(
        validate=validate.OneOf([AWAITING]),
        metadata={"description": "In the place of a subject: what the controller has to answer."},
    )

    @validates_schema
    def _of_somebody_or_awaiting(self, data: dict[str, Any], **_: object) -> None:
        if "subject" in data and "status" in data:
            raise ValidationError("Of a subject's objections all are listed.", "status")
        if "subject" not in data and "status" not in data:
            raise ValidationError("Say whose, or ask with `status` for those that await an answer.", "subject")
        if "subject" not in data and "as_of" in data:
            raise ValidationError("Without a subject, only how they stand now is listed.", "as_of")
