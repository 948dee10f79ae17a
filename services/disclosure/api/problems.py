"""What the use cases' errors look like over HTTP."""

from services.disclosure.domain.errors import CannotDecideInTime, DecisionNotFound, DraftRefused, IdempotencyKeyReused
from shared.web.problems import ErrorTable, Problem, invalid_request

MOST_FAULTS_SHOWN = 100

PROBLEMS: ErrorTable = {
    DecisionNotFound: lambda _: Problem(
        "not-found", "There is no decision with this id that the access token may see."
    ),
    IdempotencyKeyReused: lambda _: Problem(
        "idempotency-key-reused", "This Idempotency-Key came before with another request."
    ),
    DraftRefused: lambda error: invalid_request(("/draft_pack", fault) for fault in error.faults[:MOST_FAULTS_SHOWN]),
    CannotDecideInTime: lambda _: Problem(
        "dependency-unavailable", "Consent state could not be relied on in time. Ask again."
    ),
}
