"""Errors as RFC 9457 problem details, from one catalogue."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from shared.database import DatabaseUnavailable
from shared.events.envelope import EventTooLarge
from shared.logs import without_identifiers

CATALOGUE: dict[str, tuple[int, str]] = {
    "malformed-request": (400, "The request cannot be read"),
    "not-signed-in": (401, "A valid access token is needed"),
    "not-allowed": (403, "The access token does not allow this"),
    "not-found": (404, "There is no such thing here"),
    "method-not-allowed": (405, "This address does not take that method"),
    "conflict": (409, "The request collides with one still under way"),
    "recorded-otherwise": (409, "This is on record already, and says something else"),
    "precondition-failed": (412, "The thing has changed since it was read"),
    "too-large": (413, "The request is larger than is taken"),
    "unsupported-media-type": (415, "The body is not of a type that is taken here"),
    "invalid-request": (422, "The request does not make sense as it stands"),
    "idempotency-key-reused": (422, "The idempotency key was used for another request"),
    "too-many-requests": (429, "Too many requests"),
    "internal-error": (500, "Something went wrong here"),
    "dependency-unavailable": (503, "Something this service needs is not available"),
}
MEDIA_TYPE = "application/problem+json"
SEE_ERRORS = "See errors for the fields and what is wrong with each."
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
_SLUG_OF_STATUS = {status: slug for slug, (status, _) in reversed(CATALOGUE.items())}

log = structlog.get_logger()


class Problem(Exception):
    """An answer other than success. Its texts go to the caller, so they never hold an identifier of a person.

    `errors` are objects with a JSON `pointer` into the request body and a `detail`.
    """

    def __init__(
        self,
        slug: str,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.slug = slug
        self.status = status or CATALOGUE[slug][0]
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def document(self) -> dict[str, Any]:
        """Return what the problem is, without the request that it was met in."""
        document = {
            "type": f"/problems/{self.slug}",
            "title": CATALOGUE[self.slug][1],
            "status": self.status,
            "detail": self.detail,
        }
        return document | ({"errors": self.errors} if self.errors else {})

    def response(self) -> Response:
        """Return this problem as application/problem+json."""
        document = self.document() | {"instance": g.get("request_id", "")}
        # Pointers and messages may quote what was sent, and somebody may have sent a CPR number in the wrong place.
        body = without_identifiers(json.dumps(document, ensure_ascii=False))
        return Response(body, self.status, self.headers, mimetype=MEDIA_TYPE)


ErrorTable = Mapping[type[Exception], Callable[[Any], Problem]]
"""For each error that use cases raise, the problem that it is answered with."""


def register_errors(app: Flask, table: ErrorTable) -> None:
    """Answer each of a service's own errors with its problem."""
    for error, problem_of in table.items():
        app.register_error_handler(error, lambda found, problem_of=problem_of: problem_of(found).response())


def invalid_request(errors: Iterable[tuple[str, str]]) -> Problem:
    """Return the problem of a request that is wrong in these places: JSON pointer and sentence."""
    named = [{"pointer": pointer, "detail": detail} for pointer, detail in errors]
    return Problem("invalid-request", SEE_ERRORS, named)


def register_problems(app: Flask) -> None:
    """Turn every exception that reaches Flask into a problem."""
    app.register_error_handler(Problem, Problem.response)
    app.register_error_handler(HTTPException, lambda error: problem_from_http(error).response())
    app.register_error_handler(Exception, lambda error: _problem_from_failure(error).response())


def problem_from_http(error: HTTPException) -> Problem:
    """Translate what Flask and flask-smorest raise, keeping headers such as Allow."""
    status = error.code or 500
    data = getattr(error, "data", None) or {}
    messages = data.get("messages", {})
    kept = {name: value for name, value in error.get_response().headers.items() if name in KEPT_HEADERS}
    slug = _SLUG_OF_STATUS.get(status, "malformed-request" if status < 500 else "internal-error")
    return Problem(slug, _detail(slug, bool(messages)), _pointers(messages), kept, status)


def _detail(slug: str, named: bool) -> str:
    return SEE_ERRORS if named else f"{CATALOGUE[slug][1]}."


def _pointers(messages: Mapping[str, Any]) -> list[dict[str, str]]:
    """Flatten marshmallow's nested messages, grouped by location, into JSON pointers."""
    return [
        {"pointer": pointer, "detail": detail}
        for location in messages.values()
        for pointer, detail in pointers_of(location)
    ]


def pointers_of(messages: Any) -> list[tuple[str, str]]:
    """Return what marshmallow's messages about one document say, each with the JSON pointer to where."""
    return _flatten("", messages)


def _flatten(pointer: str, messages: Any) -> list[tuple[str, str]]:
    if isinstance(messages, Mapping):
        return [found for key, inner in messages.items() for found in _flatten(_append(pointer, key), inner)]
    return [(pointer, str(message)) for message in (messages if isinstance(messages, list) else [messages])]


def _append(pointer: str, key: object) -> str:
    if key == "_schema":
        return pointer
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _problem_from_failure(error: Exception) -> Problem:
    if isinstance(error, EventTooLarge):
        return Problem("too-large", "What would be recorded does not fit into one message; nothing was changed.")
    if isinstance(error, RecursionError):
        return Problem("malformed-request", "The body is nested too deeply.")
    if isinstance(error, DatabaseUnavailable | OperationalError | PoolTimeout) or _connection_lost(error):
        log.warning("a dependency failed during a request", error=type(error).__name__, **_request())
        detail = "The database cannot be reached. Ask again, with the same Idempotency-Key if the request had one."
        return Problem("dependency-unavailable", detail, headers={"Retry-After": "1"})
    # Only the place is logged: an exception's text may quote the request, and so a person's identifier.
    log.error("unexpected error", error=type(error).__name__, place=_place(error), **_request())
    return Problem("internal-error", "The error has been logged under the request id in `instance`.")


def _request() -> dict[str, str]:
    return {"request_id": g.get("request_id", ""), "operation": request.endpoint or "unknown"}


def _connection_lost(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _place(error: Exception) -> str:
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}" if traceback else "unknown"
