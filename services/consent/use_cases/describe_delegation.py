"""A delegation as callers, the gate and the audit log see it."""

from datetime import datetime

from services.consent.domain.delegation import Delegation, Step
from services.consent.domain.delegation_standing import standing_of_delegation
from services.consent.use_cases.documents import plain, recorded_document, stated
from shared.clock import timestamp
from shared.events.envelope import Document
from shared.policy_packs.model import Pack


def delegation_answer(delegation: Delegation, at: datetime, pack: Pack | None) -> Document:
    """Return everything recorded of a delegation, where it stands at a moment, and the powers it then has."""
    found = standing_of_delegation(delegation, at, pack)
    return {
        "id": delegation.id,
        "controller": delegation.controller,
        "subject": delegation.subject,
        "version": delegation.version,
        "status": found.status.value,
        "status_explanation": found.explanation,
        "powers_in_force": list(found.powers),
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
        **_ended_by(step),
    }


def _step_document(step: Step) -> Document:
    evidence = {"evidence": [plain(one) for one in step.evidence]}
    said = stated({"step": step.step, "at": timestamp(step.at), "channel": step.channel})
    return said | evidence | _ended_by(step) | recorded_document(step.recorded)


def _ended_by(step: Step) -> Document:
    return {"ended_by": plain(step.ended_by)} if step.ended_by else {}
