"""Say what a withdrawal would lead to, before anybody confirms it. Nothing is recorded."""

import hashlib
import json
from datetime import date

from services.consent.domain.consent import Consent
from services.consent.domain.errors import PackNotLoaded
from services.consent.domain.kind_rules import consequences_of
from services.consent.domain.permits import PermitsQuestion
from services.consent.domain.reached_parts import as_reached
from services.consent.domain.recall import is_recalled
from services.consent.domain.what_needs_no_consent import what_outlasts_consent
from services.consent.domain.what_stops import what_stops
from services.consent.use_cases.describe_objection import rule_told
from services.consent.use_cases.documents import permits_document, plain
from services.consent.use_cases.permits_port import PermitsUnknown
from services.consent.use_cases.read_consent import consent_for
from services.consent.use_cases.surroundings import Surroundings
from services.consent.use_cases.withdraw_consent import WithdrawConsent, as_accepted
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

KNOWN, UNKNOWN = "known", "unknown"

LONGEST_QUESTION_SECONDS = 2.0


def preview_withdrawal(command: WithdrawConsent, surroundings: Surroundings) -> Document:
    """Return what would stop, what would go on, what has gone to whom already, and what the controller announces.

    `digest` is the SHA-256 of all the rest, so that the withdrawal can record what was shown.
    """
    with surroundings.units.snapshot() as unit:
        consent = consent_for(command.reach, command.consent_id, unit)
        as_accepted(command, consent, unit, surroundings)
    pack = surroundings.packs.get(consent.controller)
    if pack is None:
        raise PackNotLoaded
    shown = {
        "consent": consent.id,
        "consent_version": consent.version,
        "part": plain(command.part),
        "stops": plain(what_stops(consent, command.part, surroundings.clock(), pack)),
        **_by_pack(command, consent, pack, copenhagen_date(surroundings.clock())),
        "already_went": _already_went(command, consent, surroundings),
    }
    return {**shown, "digest": digest_of(shown)}


def digest_of(shown: Document) -> str:
    """Return the SHA-256, in lower-case hexadecimal, of a document as JSON in UTF-8, no spaces, names sorted."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _by_pack(command: WithdrawConsent, consent: Consent, pack: Pack, day: date) -> Document:
    """Return what the controller's policy says of it: a recipient of the part may have the same without the consent."""
    reached = as_reached(command.part, pack).common_with(consent.grant.scope)
    return {
        "goes_on": [rule_told(rule) for rule in what_outlasts_consent(reached, pack, day)],
        "consequences": [plain(one) for one in consequences_of(consent, command.part, pack)],
        "recall": is_recalled(consent, command.part, pack),
    }


def _already_went(command: WithdrawConsent, consent: Consent, surroundings: Surroundings) -> Document:
    """Return what the gate knows to have permitted; it is asked outside any transaction, and never guessed for."""
    question = PermitsQuestion(consent.controller, consent.subject, consent.id, command.part)
    try:
        found = surroundings.permits.relying_on(question, LONGEST_QUESTION_SECONDS)
    except PermitsUnknown as unknown:
        return {"status": UNKNOWN, "reason": unknown.reason}
    return {"status": KNOWN, "recipients": [permits_document(one) for one in found]}
