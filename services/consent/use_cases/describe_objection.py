"""An objection as callers and the audit log see it."""

from datetime import datetime

from services.consent.domain.objection import Answer, Lift, Objection
from services.consent.domain.objection_standing import standing_of_objection
from services.consent.use_cases.documents import bare_objection_document, plain, recorded_document, stated
from shared.clock import timestamp
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


def objection_answer(objection: Objection, at: datetime, pack: Pack | None) -> Document:
    """Return everything recorded of an objection, how it stands at a moment, and whose it is then."""
    found = standing_of_objection(objection, at, pack)
    return {
        **bare_objection_document(objection),
        **_said_by(objection),
        "controller": objection.controller,
        "subject": objection.subject,
        "version": objection.version,
        "status": found.status.value,
        "status_explanation": found.explanation,
        "held_by": found.held_by,
        "evidence": [plain(one) for one in objection.evidence],
        **_became_of_it(objection),
        **recorded_document(objection.recorded),
    }


def _became_of_it(objection: Objection) -> Document:
    """Return the lift and the answer, each with who recorded it."""
    lift, answer = objection.lift, objection.answer
    return stated({"lift": lift and _lift_document(lift), "answered": answer and _answer_document(answer)})


def _lift_document(lift: Lift) -> Document:
    said = {"at": timestamp(lift.at), "channel": lift.channel, "evidence": [plain(one) for one in lift.evidence]}
    return said | _lifted_by(lift) | recorded_document(lift.recorded)


def _answer_document(answer: Answer) -> Document:
    said = {"at": timestamp(answer.at), "answer": answer.answer, "grounds": answer.grounds}
    return said | recorded_document(answer.recorded)


def _said_by(objection: Objection) -> Document:
    """Return whose word it was, and in which role; to the gate that makes no difference."""
    by = objection.raised_by
    return stated({"raised_by": plain(by) if by else None, "subject_role": objection.subject_role})


def _lifted_by(lift: Lift) -> Document:
    return {"lifted_by": plain(lift.lifted_by)} if lift.lifted_by else {}


def rule_told(rule: Rule) -> Document:
    """Return a rule by which something goes on all the same, as whoever said no is told of it."""
    return {"rule": rule.id, "says": {"en": rule.says.en, "da": rule.says.da}, "law": list(rule.law)}


def raised_document(objection: Objection) -> Document:
    """Return what the audit log is told when an objection is raised."""
    document = bare_objection_document(objection) | _said_by(objection)
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
        **_lifted_by(lift),
    }
