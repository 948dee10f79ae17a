"""What the OpenAPI document says of every operation alike."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask_smorest import Blueprint

View = Callable[..., Any]

ALWAYS_POSSIBLE = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.SERVICE_UNAVAILABLE)
WITH_BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    *ALWAYS_POSSIBLE,
)
WITH_LINES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    *ALWAYS_POSSIBLE,
)
WITH_QUERY = (HTTPStatus.UNPROCESSABLE_ENTITY, *ALWAYS_POSSIBLE)
WITH_QUERY_OF_ONE_THING = (HTTPStatus.NOT_FOUND, *WITH_QUERY)
OF_ONE_THING = (HTTPStatus.NOT_FOUND, *ALWAYS_POSSIBLE)
WITH_BODY_OF_ONE_THING = (HTTPStatus.NOT_FOUND, *WITH_BODY)
CHANGING_ONE_THING = (HTTPStatus.PRECONDITION_FAILED, *WITH_BODY_OF_ONE_THING)
RECORDING_ONCE = (HTTPStatus.CONFLICT, *WITH_BODY_OF_ONE_THING)
SAYING_ONCE = (HTTPStatus.CONFLICT, *CHANGING_ONE_THING)
CHANGING_WITHOUT_BODY = (HTTPStatus.PRECONDITION_FAILED, *WITH_QUERY_OF_ONE_THING)


def operation(blueprint: Blueprint, problems: tuple[HTTPStatus, ...]) -> Callable[[View], View]:
    """Return a decorator that documents an operation's problems and its id: the name that the access table uses."""

    def document(view: View) -> View:
        for status in problems:
            view = blueprint.alt_response(status.value, response=status.name)(view)
        documented: View = blueprint.doc(operationId=f"{blueprint.name}.{view.__name__}")(view)
        return documented

    return document
