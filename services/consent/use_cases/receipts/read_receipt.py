"""Read a receipt: derived each time from what is recorded, and signed."""

import json
from dataclasses import dataclass

from services.consent.domain.errors import PackNotLoaded, WithdrawalNotFound
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.lift_objection import objection_for
from services.consent.use_cases.read_consent import given_or_refused
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.receipt_document import (
    receipt_of_grant,
    receipt_of_objection,
    receipt_of_withdrawal,
)
from services.consent.use_cases.receipts.receipt_keys import ReceiptKeys
from services.consent.use_cases.receipts.receipt_of_refused import receipt_of_refused
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt to be read, the same as a compact JWS, and the id of the key that signed it."""

    document: Document
    signed: str
    key_id: str


def read_receipt_of_consent(consent_id: str, reach: Reach, surroundings: Surroundings, keys: ReceiptKeys) -> Receipt:
    """Return the receipt of a grant or, of a consent that was refused, of the refusal."""
    with surroundings.units.snapshot() as unit:
        found = given_or_refused(reach, consent_id, unit)
    words = _words(found.controller, surroundings)
    if isinstance(found, RefusedConsent):
        return _signed(receipt_of_refused(found, words), keys)
    return _signed(receipt_of_grant(found, words), keys)


def read_receipt_of_withdrawal(
    consent_id: str, withdrawal_id: str, reach: Reach, surroundings: Surroundings, keys: ReceiptKeys
) -> Receipt:
    with surroundings.units.snapshot() as unit:
        consent = given_or_refused(reach, consent_id, unit)
    if isinstance(consent, RefusedConsent):
        raise WithdrawalNotFound
    withdrawal = next((one for one in consent.withdrawals if one.id == withdrawal_id), None)
    if withdrawal is None:
        raise WithdrawalNotFound
    return _signed(receipt_of_withdrawal(consent, withdrawal, _words(consent.controller, surroundings)), keys)


def read_receipt_of_objection(
    objection_id: str, reach: Reach, surroundings: Surroundings, keys: ReceiptKeys
) -> Receipt:
    with surroundings.units.snapshot() as unit:
        objection = objection_for(reach, objection_id, unit)
    return _signed(receipt_of_objection(objection, _words(objection.controller, surroundings)), keys)


def _words(controller: str, surroundings: Surroundings) -> PackWords:
    pack = surroundings.packs.get(controller)
    if pack is None:
        raise PackNotLoaded
    return PackWords(pack)


def _signed(document: Document, keys: ReceiptKeys) -> Receipt:
    payload = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Receipt(document, keys.sign(payload.encode()), keys.signing_key_id)
