"""Answer disclosure checks: decide each, write all answers durably, and only then give them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.disclosure.domain.check import Check
from services.disclosure.domain.decision import decision_document
from services.disclosure.domain.errors import CannotDecideInTime
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from services.disclosure.use_cases.consent_states import KnownState, KnownStates, StateReader
from services.disclosure.use_cases.kept_check import about, kept_check
from services.disclosure.use_cases.ports import (
    DecisionRecord,
    IdempotencyClash,
    LeaseOver,
    SubjectKey,
    UnitOfWork,
    Units,
)
from services.disclosure.use_cases.request_identity import RequestIdentity, earlier_answers
from shared.clock import Clock
from shared.events.envelope import Event
from shared.identifiers import new_id

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One check whose words the policy knows, as it is kept and as it was asked, with a reference for its subject."""

    check: Check
    subject: SubjectKey
    document: Mapping[str, Any]
    asked: Mapping[str, Any]
    demands_strong_read: bool

    def asked_under(self, place: int) -> dict[str, Any]:
        """Return what was asked, about the subject's reference at a place among all that it may have."""
        references = self.subject.references
        return about(self.asked, references[min(place, len(references) - 1)])


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """Questions asked together, and by whom."""

    questions: Sequence[Question]
    identity: RequestIdentity


@dataclass(frozen=True, slots=True)
class Gate:
    """What answering needs."""

    units: Units
    states: StateReader
    policies: Mapping[str, Policy]
    clock: Clock


def answer_checks(request: CheckRequest, gate: Gate) -> list[dict[str, Any]]:
    """Return the answers in the order of the questions, after they have been committed.

    Raises IdempotencyKeyReused when the key stands for another request, CannotDecideInTime when state
    kept growing older than the lease before it could be relied on.
    """
    strong: KnownStates = {}
    for _ in range(ATTEMPTS):
        missing: set[SubjectKey] = set()
        with gate.units.begin() as unit:
            if (earlier := earlier_answers(request.identity, unit)) is not None:
                return earlier
            known = _known_states(request, unit, strong, gate)
            missing = {question.subject for question in request.questions} - known.keys()
            if not missing and (answers := _decide_and_commit(request, known, unit, gate)) is not None:
                return answers
        # Outside the transaction, so that nobody waits for our locks while we wait for the consent service.
        strong = {key: state for key, state in strong.items() if state.relied_on_until > gate.clock()}
        strong |= gate.states.strongly(missing, gate.clock())
    raise CannotDecideInTime


def _known_states(request: CheckRequest, unit: UnitOfWork, strong: KnownStates, gate: Gate) -> KnownStates:
    asked = {question.subject for question in request.questions}
    demanded = {question.subject for question in request.questions if question.demands_strong_read}
    return gate.states.reliable(unit, asked - (demanded - strong.keys()), strong, gate.clock())


def _decide_and_commit(
    request: CheckRequest, known: KnownStates, unit: UnitOfWork, gate: Gate
) -> list[dict[str, Any]] | None:
    at = gate.clock()
    records = [
        _record(
            place, question, known[question.subject], request.identity, gate.policies[question.check.controller], at
        )
        for place, question in enumerate(request.questions)
    ]
    try:
        unit.decisions.add(records)
    except IdempotencyClash:
        return None
    # The instant that counts is the commit: what was relied on must still be inside its lease then. The database
    # sees to it, because this process may be stopped for any time between reading the clock and committing.
    left = min(state.relied_on_until for state in known.values()) - gate.clock()
    try:
        unit.commit_within(left)
    except LeaseOver:
        return None
    # Whoever was stopped for long between that reading and the commit must not hand out what it decided.
    if any(state.relied_on_until + gate.states.clock_margin <= gate.clock() for state in known.values()):
        raise CannotDecideInTime
    return [record.event.data["decision"] for record in records]


def _record(
    place: int, question: Question, known: KnownState, identity: RequestIdentity, policy: Policy, at: datetime
) -> DecisionRecord:
    decision_id = new_id(at)
    decided = decide(question.check, known.state, policy, at)
    decision = decision_document(decided, str(decision_id), known.source)
    document = about(question.document, known.reference)
    data = {
        "check": kept_check(document, question.check, known.state, policy, decided),
        "decision": decision,
        "client": identity.client,
        "request_id": identity.request_id,
    }
    event = Event(decision_id, "DisclosureDecided", at, question.subject.controller, known.reference, data)
    return DecisionRecord(
        event, identity.client, identity.idempotency_key, place, identity.digest, identity.traceparent
    )
