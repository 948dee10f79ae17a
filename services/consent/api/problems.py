"""What the use cases' errors look like over HTTP."""

from services.consent.domain.errors import (
    ChangedSince,
    ConsentNotFound,
    DeathNotFound,
    DelegationNotFound,
    IdempotencyKeyReused,
    ImportNotFound,
    ImportTooLong,
    ImportUnreadable,
    InvalidRequest,
    NoRoomForNo,
    ObjectionNotFound,
    PackNotLoaded,
    RecallNotFound,
    RecordedOtherwise,
    SubjectNotFound,
    WebhookNotFound,
    WithdrawalNotFound,
)
from services.consent.use_cases.receive_import import MOST_LINES
from shared.subject_references import SubjectUncertain
from shared.web.problems import ErrorTable, Problem, invalid_request

PROBLEMS: ErrorTable = {
    SubjectUncertain: lambda _: Problem(
        "dependency-unavailable", "A key is in use that this process does not have, so nobody can be found for certain."
    ),
    InvalidRequest: lambda error: invalid_request((fault.pointer, fault.detail) for fault in error.faults),
    SubjectNotFound: lambda _: Problem("not-found", "There is nobody named so whom the access token may see."),
    ConsentNotFound: lambda _: Problem("not-found", "There is no consent with this id that the access token may see."),
    WithdrawalNotFound: lambda _: Problem("not-found", "This consent has no withdrawal with this id."),
    PackNotLoaded: lambda _: Problem(
        "dependency-unavailable", "The controller's policy pack is not loaded, so its words cannot be written out."
    ),
    ObjectionNotFound: lambda _: Problem(
        "not-found", "There is no objection with this id that the access token may see."
    ),
    NoRoomForNo: lambda _: Problem(
        "too-large",
        "Nothing was recorded: with this, what the person says no to does not fit into what the gate is told. Record"
        " one objection that names no items and so is about all, which has room left, and lift the narrower ones;"
        " where it names none already, lift narrower ones first.",
    ),
    DelegationNotFound: lambda _: Problem(
        "not-found", "There is no delegation with this id that the access token may see."
    ),
    DeathNotFound: lambda _: Problem("not-found", "There is no such record that the access token may see."),
    RecallNotFound: lambda _: Problem("not-found", "There is no recall with this id that the access token may see."),
    ImportNotFound: lambda _: Problem("not-found", "There is no import with this id that the access token may see."),
    ImportTooLong: lambda _: Problem("too-large", f"An import has {MOST_LINES} lines at most. Nothing was imported."),
    ImportUnreadable: lambda error: Problem("malformed-request", str(error)),
    WebhookNotFound: lambda _: Problem("not-found", "There is no webhook with this id that the access token may see."),
    ChangedSince: lambda _: Problem(
        "precondition-failed",
        "It has another version than If-Match names. Nothing was recorded; read it again.",
    ),
    RecordedOtherwise: lambda _: Problem(
        "recorded-otherwise", "This was recorded before and says something else there. Nothing was changed; read it."
    ),
    IdempotencyKeyReused: lambda _: Problem(
        "idempotency-key-reused", "This Idempotency-Key came before with another request."
    ),
}
