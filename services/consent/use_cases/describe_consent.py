"""A consent as callers and the audit log see it."""

from datetime import datetime

from services.consent.domain.consent import Consent, Withdrawal
from services.consent.domain.standing import standing
from services.consent.use_cases.documents import (
    grant_document,
    plain,
    recorded_document,
    withdrawal_document,
)
from shared.events.envelope import Document
from shared.policy_packs.model import Pack


def consent_answer(consent: Consent, at: datetime, pack: Pack | None) -> Document:
    """Return everything recorded of a consent, its version, and how it stands at a moment."""
    found = standing(consent, at, pack)
    return {
        **grant_document(consent),
        "withdrawals": [_all_of(one) | recorded_document(one.recorded) for one in consent.withdrawals],
        "controller": consent.controller,
        "subject": consent.subject,
        "version": consent.version,
        "status": found.status.value,
        "status_explanation": found.explanation,
        "evidence": [plain(evidence) for evidence in consent.grant.evidence],
        **_imported(consent),
        **recorded_document(consent.recorded),
    }


def history_answer(consent: Consent) -> Document:
    """Return each version of a consent: the grant, then one per withdrawal."""
    given = {"version": 1, "change": "given", **recorded_document(consent.recorded)}
    withdrawn = [_withdrawn(version, withdrawal) for version, withdrawal in enumerate(consent.withdrawals, start=2)]
    return {"consent": consent.id, "versions": [given, *withdrawn]}


def withdrawal_answer(consent: Consent, withdrawal: Withdrawal, at: datetime, pack: Pack | None) -> Document:
    """Return a withdrawal and what it left of the consent."""
    return {
        **_all_of(withdrawal),
        **recorded_document(withdrawal.recorded),
        "consent": consent.id,
        "consent_version": consent.version,
        "consent_status": standing(consent, at, pack).status.value,
    }


def given_document(consent: Consent) -> Document:
    """Return what the audit log is told when a consent is given."""
    document = grant_document(consent)
    exempted = document.pop("form_exemption", None) is not None
    return {"consent": document.pop("id"), "form_exempted": exempted, **document, **_imported(consent)}


def withdrawn_document(consent: Consent, withdrawal: Withdrawal) -> Document:
    """Return what the audit log is told when a consent, or part of one, is withdrawn."""
    document = withdrawal_document(withdrawal) | _withdrawn_by(withdrawal)
    return {"consent": consent.id, "withdrawal": document.pop("id"), **document}


def _imported(consent: Consent) -> Document:
    """Return from where a consent was taken over, if it was: what is known of it is what that system knew."""
    return {"imported": plain(consent.imported)} if consent.imported else {}


def _withdrawn_by(withdrawal: Withdrawal) -> Document:
    """Return whose word it was, where that was said; the gate is not told, because it makes no difference to it."""
    return {"withdrawn_by": plain(withdrawal.withdrawn_by)} if withdrawal.withdrawn_by else {}


def _all_of(withdrawal: Withdrawal) -> Document:
    """Return what was recorded of a withdrawal, but for who recorded it."""
    lists = {"evidence": withdrawal.evidence, "consequences": withdrawal.consequences}
    told = {name: [plain(one) for one in found] for name, found in lists.items()}
    return withdrawal_document(withdrawal) | _withdrawn_by(withdrawal) | told


def _withdrawn(version: int, withdrawal: Withdrawal) -> Document:
    return {
        "version": version,
        "change": "withdrawn",
        "withdrawal": _all_of(withdrawal),
        **recorded_document(withdrawal.recorded),
    }
