"""What the OpenAPI document says of every operation alike."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

View = Callable[..., Any]

PROBLEM_TYPE = "application/problem+json"

ALWAYS_POSSIBLE = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.SERVICE_UNAVAILABLE)
WITH_BODY = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, *ALWAYS_POSSIBLE)
OF_ONE_THING = (HTTPStatus.NOT_FOUND, *ALWAYS_POSSIBLE)
WITH_BODY_OF_ONE_THING = (HTTPStatus.NOT_FOUND, *WITH_BODY)


class FaultAnswer(Schema):
    """One thing wrong with a request."""

    pointer = fields.String(required=True, metadata={"description": "JSON pointer into the request body."})
    detail = fields.String(required=True, metadata={"description": "What is wrong there, in a sentence."})


class ProblemAnswer(Schema):
    """An error (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"description": "The request id."})
    errors = fields.List(fields.Nested(FaultAnswer))


def operation(blueprint: Blueprint, endpoint: str, problems: tuple[HTTPStatus, ...]) -> Callable[[View], View]:
    """Return a decorator that documents an operation's id, which is its endpoint, and its problems."""

    def document(view: View) -> View:
        for status in problems:
            view = blueprint.alt_response(status.value, schema=ProblemAnswer, content_type=PROBLEM_TYPE)(view)
        documented: View = blueprint.doc(operationId=f"{blueprint.name}.{endpoint}")(view)
        return documented

    return document
