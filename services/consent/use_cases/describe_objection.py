"""An objection as callers and the audit log see it."""

from services.consent.domain.objection import Lift, Objection
from services.consent.use_cases.documents import objection_document, recorded_document
from shared.clock import timestamp
from shared.events.envelope import Document


def objection_answer(objection: Objection) -> Document:
    """Return everything recorded of an objection."""
    return {
        **objection_document(objection),
        "controller": objection.controller,
        "subject": objection.subject,
        "status": "lifted" if objection.lift else "in-force",
        **recorded_document(objection.recorded),
    }


def raised_document(objection: Objection) -> Document:
    """Return what the audit log is told when an objection is raised."""
    document = objection_document(objection)
    return {"objection": document.pop("id"), **document}


def lifted_document(objection: Objection, lift: Lift) -> Document:
    """Return what the audit log is told when an objection is lifted."""
    return {
        "objection": objection.id,
        "kind": objection.kind,
        "lifted_at": timestamp(lift.at),
        "channel": lift.channel,
    }
