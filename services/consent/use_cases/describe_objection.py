"""An objection as callers and the audit log see it."""

from services.consent.domain.objection import Answer, Lift, Objection
from services.consent.use_cases.documents import objection_document, plain, recorded_document, stated
from shared.clock import timestamp
from shared.events.envelope import Document
from shared.policy_packs.rule import Rule


def objection_answer(objection: Objection) -> Document:
    """Return everything recorded of an objection."""
    return {
        **objection_document(objection),
        "controller": objection.controller,
        "subject": objection.subject,
        "status": _status(objection),
        "evidence": [plain(one) for one in objection.evidence],
        **stated({"grounds": objection.answer and objection.answer.grounds}),
        **recorded_document(objection.recorded),
    }


def _status(objection: Objection) -> str:
    """Compelling grounds may prevail over an objection; the person is told which."""
    if objection.lift:
        return "lifted"
    return "overridden" if objection.answer and objection.answer.answer == "overridden" else "in-force"


def rule_told(rule: Rule) -> Document:
    """Return a rule by which something goes on all the same, as whoever said no is told of it."""
    return {"rule": rule.id, "says": {"en": rule.says.en, "da": rule.says.da}, "law": list(rule.law)}


def raised_document(objection: Objection) -> Document:
    """Return what the audit log is told when an objection is raised."""
    document = objection_document(objection)
    return {"objection": document.pop("id"), **document}


def answered_document(objection: Objection, answer: Answer) -> Document:
    """Return what the audit log is told when an objection is answered; the grounds are free text and stay here."""
    return {
        "objection": objection.id,
        "kind": objection.kind,
        "answered_at": timestamp(answer.at),
        "answer": answer.answer,
    }


def lifted_document(objection: Objection, lift: Lift) -> Document:
    """Return what the audit log is told when an objection is lifted."""
    return {
        "objection": objection.id,
        "kind": objection.kind,
        "lifted_at": timestamp(lift.at),
        "channel": lift.channel,
    }
