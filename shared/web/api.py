"""flask-smorest with problem details in place of its own errors."""

from http import HTTPStatus
from typing import Any

import flask_smorest
from apispec import APISpec
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from shared.web.problems import MEDIA_TYPE, problem_from_http


class FieldErrorSchema(Schema):
    """One thing that is wrong with the request."""

    pointer = fields.String(required=True, metadata={"description": "JSON pointer into the body."})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """An answer other than success (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"description": "The request id, also in the logs."})
    errors = fields.List(fields.Nested(FieldErrorSchema))


class Api(flask_smorest.Api):  # type: ignore[misc]
    """Answers errors as problems, and says so in the OpenAPI document."""

    ERROR_SCHEMA = ProblemSchema
    spec: APISpec

    def handle_http_exception(self, error: HTTPException) -> Any:
        """Override flask-smorest's own JSON error."""
        return problem_from_http(error).response()

    def _register_responses(self) -> None:
        # The library would declare errors with the media type of answers.
        named = {status.name: status.phrase for status in HTTPStatus}
        for name, description in {**named, self.DEFAULT_ERROR_RESPONSE_NAME: "A problem"}.items():
            response = {"description": description, "content": {MEDIA_TYPE: {"schema": ProblemSchema}}}
            self.spec.components.response(name, response, lazy=True)
