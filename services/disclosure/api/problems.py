"""What the use cases' errors look like over HTTP."""

from collections.abc import Sequence

from services.disclosure.domain.errors import (
    AskedTooWidely,
    CannotDecideInTime,
    DecisionNotFound,
    DraftRefused,
    IdempotencyKeyReused,
)
from shared.web.problems import ErrorTable, Problem, invalid_request

MOST_FAULTS_SHOWN = 100


def _shown(faults: Sequence[str]) -> list[str]:
    more = len(faults) - MOST_FAULTS_SHOWN
    return [*faults[:MOST_FAULTS_SHOWN], *([f"and {more} more faults."] if more > 0 else [])]


PROBLEMS: ErrorTable = {
    DecisionNotFound: lambda _: Problem(
        "not-found", "There is no decision with this id that the access token may see."
    ),
    IdempotencyKeyReused: lambda _: Problem(
        "idempotency-key-reused", "This Idempotency-Key came before with another request."
    ),
    DraftRefused: lambda error: invalid_request(("/draft_pack", fault) for fault in _shown(error.faults)),
    AskedTooWidely: lambda error: invalid_request([("/check", str(error))]),
    CannotDecideInTime: lambda _: Problem(
        "dependency-unavailable", "Consent state could not be relied on in time. Ask again."
    ),
}
