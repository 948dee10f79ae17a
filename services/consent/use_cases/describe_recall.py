"""A recall as callers and the audit log see it."""

from services.consent.domain.recall import Recall, RecallStep
from services.consent.use_cases.documents import permits_document, plain, stated
from shared.clock import timestamp
from shared.events.envelope import Document


def recall_answer(recall: Recall) -> Document:
    """Return everything recorded of a recall, and how far it has come."""
    return {
        "id": recall.id,
        "controller": recall.controller,
        "subject": recall.subject,
        "consent": recall.consent_id,
        "withdrawal": recall.withdrawal_id,
        **permits_document(recall.went),
        "version": recall.version,
        "opened_at": timestamp(recall.opened_at),
        "status": recall.status.value,
        "steps": [_step_document(step) for step in recall.steps],
    }


def step_told(recall: Recall, step: RecallStep) -> Document:
    """Return what the audit log is told when a recall was sent or answered."""
    said = {"answer": step.answer, "answered_by": step.answered_by, "staff": step.recorder.staff}
    return {
        "recall": recall.id,
        "consent": recall.consent_id,
        "withdrawal": recall.withdrawal_id,
        "recipient": plain(recall.went.recipient),
        "at": timestamp(step.at),
        "channel": step.channel,
        "client": step.recorder.client,
        **stated(said),
    }


def _step_document(step: RecallStep) -> Document:
    said = {
        "step": step.step,
        "at": timestamp(step.at),
        "channel": step.channel,
        "answer": step.answer,
        "answered_by": step.answered_by,
        "evidence": [plain(one) for one in step.evidence],
        "recorded_at": timestamp(step.recorded_at),
        "recorded_by": step.recorder.client,
        "recorded_by_staff": step.recorder.staff,
    }
    return stated(said)
