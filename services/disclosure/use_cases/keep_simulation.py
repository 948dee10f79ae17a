"""Keep a simulation: its event is durable before the answer is given, and the same key gets the same answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.disclosure.domain.errors import CannotDecideInTime
from services.disclosure.use_cases.ports import DecisionRecord, IdempotencyClash, UnitOfWork, Units
from services.disclosure.use_cases.request_identity import RequestIdentity, earlier_answers
from shared.clock import Clock
from shared.events.envelope import Document, Event
from shared.identifiers import new_id

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was asked, as it is kept, with a reference for its subject or with none; and what was answered."""

    controller: str
    subject: str | None
    question: Mapping[str, Any]
    answer: Document


def answer_and_keep(
    simulate: Callable[[], Simulation], identity: RequestIdentity, units: Units, clock: Clock
) -> Document:
    """Return the answer after its event has been committed; an earlier one when the request was answered before."""
    for _ in range(ATTEMPTS):
        with units.begin() as unit:
            earlier = earlier_answers(identity, unit)
        if earlier is not None:
            return earlier[0]
        event = _event(simulate(), identity, clock)
        with units.begin() as unit:
            if _kept(event, identity, unit):
                kept: Document = event.data["answer"]
                return kept
    raise CannotDecideInTime


def _kept(event: Event, identity: RequestIdentity, unit: UnitOfWork) -> bool:
    """Write the event; False when the same request, sent twice, was faster."""
    key, digest = identity.idempotency_key, identity.digest
    try:
        unit.decisions.add([DecisionRecord(event, identity.client, key, 0, digest, identity.traceparent)])
    except IdempotencyClash:
        return False
    unit.commit()
    return True


def _event(simulation: Simulation, identity: RequestIdentity, clock: Clock) -> Event:
    at = clock()
    simulation_id = new_id(at)
    data = {
        "question": simulation.question,
        "answer": {"simulation_id": str(simulation_id), **simulation.answer},
        "client": identity.client,
        "request_id": identity.request_id,
    }
    return Event(simulation_id, "DisclosureSimulated", at, simulation.controller, simulation.subject, data)
