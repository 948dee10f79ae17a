"""What the use cases' errors look like over HTTP."""

from flask import Flask

from services.disclosure.domain.errors import CannotDecideInTime, DecisionNotFound, IdempotencyKeyReused
from shared.web.problems import Problem

PROBLEMS: dict[type[Exception], tuple[str, str]] = {
    DecisionNotFound: ("not-found", "There is no such decision here."),
    IdempotencyKeyReused: ("idempotency-key-reused", "This Idempotency-Key came with another request before."),
    CannotDecideInTime: ("dependency-unavailable", "Consent state could not be relied on in time. Ask again."),
}


def register_domain_problems(app: Flask) -> None:
    """Answer each of the errors above with its problem."""
    for error, (slug, detail) in PROBLEMS.items():
        problem = Problem(slug, detail)
        app.register_error_handler(error, lambda _, problem=problem: problem.response())
