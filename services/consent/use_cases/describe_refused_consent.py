"""A refused consent as callers and the audit log see it."""

from services.consent.domain.refused_consent import RefusedConsent
from services.consent.domain.standing import standing_of_refused
from services.consent.use_cases.documents import plain, recorded_document, stated
from shared.clock import timestamp
from shared.events.envelope import Document

VERSION = 1
"""Nothing is ever taken back of a consent that was not given, so there is no second version."""


def refused_answer(refused: RefusedConsent) -> Document:
    """Return everything recorded of it, in the shape of a consent as far as that goes."""
    found = standing_of_refused(refused)
    return {
        "id": refused.id,
        "controller": refused.controller,
        "subject": refused.subject,
        "version": VERSION,
        "status": found.status.value,
        "status_explanation": found.explanation,
        **_asked_document(refused),
        "withdrawals": [],
        "evidence": [plain(evidence) for evidence in refused.asked.evidence],
        **recorded_document(refused.recorded),
    }


def refused_history_answer(refused: RefusedConsent) -> Document:
    """Return its only version."""
    only = {"version": VERSION, "change": "refused", **recorded_document(refused.recorded)}
    return {"consent": refused.id, "versions": [only]}


def refused_document(refused: RefusedConsent) -> Document:
    """Return what the audit log is told when a consent is refused."""
    return {"consent": refused.id, **_asked_document(refused)}


def _asked_document(refused: RefusedConsent) -> Document:
    asked = refused.asked
    return stated(
        {
            "asked_by": asked.asked_by,
            "refused_at": timestamp(asked.refused_at),
            "refused_by": plain(asked.refused_by),
            "form": asked.form,
            "kind": asked.kind,
            "renews": asked.renews,
            "channel": asked.channel,
            "text": plain(asked.text),
            "course": asked.course,
            "scope": plain(asked.scope),
        }
    )
