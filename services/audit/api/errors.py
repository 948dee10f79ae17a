"""What the use cases raise, as problems."""

from flask import Flask, Response

from services.audit.domain.errors import EntryNotFound
from shared.web.problems import Problem


def register_errors(app: Flask) -> None:
    """Answer each named error with its problem."""
    app.register_error_handler(EntryNotFound, _entry_not_found)


def _entry_not_found(_: EntryNotFound) -> Response:
    return Problem("not-found", "There is no entry with this id that the access token may see.").response()
