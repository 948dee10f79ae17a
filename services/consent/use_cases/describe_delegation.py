"""A delegation as callers, the gate and the audit log see it."""

from datetime import datetime

from services.consent.domain.delegation import Delegation, Step
from services.consent.use_cases.documents import plain, recorded_document, stated
from shared.clock import timestamp
from shared.events.envelope import Document


def delegation_answer(delegation: Delegation, at: datetime) -> Document:
    """Return everything recorded of a delegation, and where it stands at a moment."""
    return {
        "id": delegation.id,
        "controller": delegation.controller,
        "subject": delegation.subject,
        "status": delegation.status(at).value,
        **plain(delegation.mandate),
        "steps": [_step_document(step) for step in delegation.steps],
        **recorded_document(delegation.recorded),
    }


def requested_document(delegation: Delegation) -> Document:
    """Return what the audit log is told when a delegation is asked for or given."""
    document: Document = plain(delegation.mandate)
    del document["evidence"]
    return {"delegation": delegation.id, **document}


def step_document(delegation: Delegation, step: Step) -> Document:
    """Return what the audit log is told when a delegation takes a step."""
    return {
        "delegation": delegation.id,
        "kind": delegation.mandate.kind,
        "step": step.step,
        "at": timestamp(step.at),
        "channel": step.channel,
    }


def _step_document(step: Step) -> Document:
    evidence = {"evidence": [plain(one) for one in step.evidence]}
    said = stated({"step": step.step, "at": timestamp(step.at), "channel": step.channel})
    return said | evidence | recorded_document(step.recorded)
