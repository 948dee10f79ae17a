"""What the use cases raise, as problems."""

from flask import Flask, Response

from services.consent.domain.errors import IdempotencyKeyReused, InvalidRequest, NotFound
from shared.web.problems import Problem


def register_errors(app: Flask) -> None:
    """Answer each named error with its problem."""
    app.register_error_handler(InvalidRequest, _invalid_request)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(IdempotencyKeyReused, _key_reused)


def _invalid_request(error: InvalidRequest) -> Response:
    errors = [{"pointer": fault.pointer, "detail": fault.detail} for fault in error.faults]
    return Problem("invalid-request", "See errors for the fields and what is wrong with each.", errors).response()


def _not_found(_: NotFound) -> Response:
    return Problem("not-found", "There is nothing with this id that the access token may see.").response()


def _key_reused(_: IdempotencyKeyReused) -> Response:
    return Problem("idempotency-key-reused", "This Idempotency-Key came before with another request.").response()
