"""What the use cases' errors look like over HTTP."""

from services.disclosure.domain.errors import CannotDecideInTime, DecisionNotFound, IdempotencyKeyReused
from shared.web.problems import ErrorTable, Problem

PROBLEMS: ErrorTable = {
    DecisionNotFound: lambda _: Problem(
        "not-found", "There is no decision with this id that the access token may see."
    ),
    IdempotencyKeyReused: lambda _: Problem(
        "idempotency-key-reused", "This Idempotency-Key came before with another request."
    ),
    CannotDecideInTime: lambda _: Problem(
        "dependency-unavailable", "Consent state could not be relied on in time. Ask again."
    ),
}
