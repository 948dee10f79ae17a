"""Request ids and W3C trace context, in and out."""

import random
import re
import time

import structlog
from flask import Flask, Response, g, request

from shared.identifiers import new_id
from shared.logs import without_identifiers
from shared.metrics import HTTP_SECONDS

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# https://www.w3.org/TR/trace-context/#traceparent-header
_TRACEPARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")

log = structlog.get_logger()


def register_request_context(app: Flask, service: str) -> None:
    """Give each request an id and a trace, time it, and log one line when it is answered."""
    app.before_request(_begin)

    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.started
        operation = request.endpoint or "unknown"
        HTTP_SECONDS.labels(service, operation, response.status_code).observe(seconds)
        response.headers["X-Request-ID"] = g.request_id
        response.headers.setdefault("Cache-Control", "no-store")
        log.info(
            "request answered",
            request_id=g.request_id,
            trace=g.traceparent,
            operation=operation,
            status=response.status_code,
            milliseconds=round(seconds * 1_000, 2),
        )
        return response

    app.after_request(end)


def _begin() -> None:
    g.started = time.perf_counter()
    g.request_id = _accepted_id(request.headers.get("X-Request-ID", "")) or str(new_id())
    g.traceparent = _continued_trace(request.headers.get("traceparent", ""))


def _accepted_id(given: str) -> str | None:
    """Return the caller's own id of the request, unless it is none or seems to hold a CPR number: ids are kept."""
    return given if _REQUEST_ID.fullmatch(given) and without_identifiers(given) == given else None


def new_trace() -> str:
    """Return the traceparent of what nobody has asked for by a request."""
    return _continued_trace("")


def _continued_trace(given: str) -> str:
    """Return this request's own span in the caller's trace, or in a new one."""
    match = _TRACEPARENT.fullmatch(given)
    trace, flags = match.groups() if match else (_random_hex(16), "00")
    return f"00-{trace}-{_random_hex(8)}-{flags}"


def _random_hex(length: int) -> str:
    # These ids only have to differ; asking the system for randomness would let go of the interpreter each time.
    return random.randbytes(length).hex()  # noqa: S311
