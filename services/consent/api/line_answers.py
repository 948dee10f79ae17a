"""A line of an import as callers see it."""

from services.consent.domain.consent_import import DecidedLine, Refusal
from services.consent.use_cases.documents import stated
from shared.events.envelope import Document
from shared.web.problems import Problem, invalid_request

_DETAILS = {
    "malformed-request": "The line cannot be read.",
    "too-large": "The line, or what would be recorded, is larger than is taken.",
    "idempotency-key-reused": "This source_id came before with another consent.",
    "dependency-unavailable": "A key came into use meanwhile that the line was not looked for under. Send it again.",
}


def line_answer(line: DecidedLine) -> Document:
    """Return what became of a line, with the problem that `POST /v1/consents` would answer where it was refused."""
    answer = stated(
        {
            "line": line.number,
            "source_id": line.source_id,
            "consent": line.consent_id,
            "problem": line.refusal and _problem_of(line.refusal).document(),
        }
    )
    return answer | {"outcome": line.outcome}


def _problem_of(refusal: Refusal) -> Problem:
    if refusal.faults:
        return invalid_request((fault.pointer, fault.detail) for fault in refusal.faults)
    return Problem(refusal.problem, _DETAILS[refusal.problem])
