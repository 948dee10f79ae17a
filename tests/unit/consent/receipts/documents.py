"""Receipts of consents, withdrawals and objections in memory."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from services.consent.domain.consent import Consent, Consequence, Evidence, Giver, Text
from services.consent.domain.objection import Objection
from services.consent.domain.refused_consent import Asked, RefusedConsent
from services.consent.domain.scope import Item, Part, Recipient
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.receipt_document import (
    receipt_of_grant,
    receipt_of_objection,
    receipt_of_withdrawal,
)
from services.consent.use_cases.receipts.receipt_keys import ReceiptKeys, new_key_set
from services.consent.use_cases.receipts.receipt_of_refused import receipt_of_refused
from shared.policy_packs.name import Name
from tests.unit.consent.builders import NOON, a_consent, a_consent_kind, a_pack, a_scope, recorded

RECORDED = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
SCAN = Evidence("scan", "archive:5f2c", "ab" * 32)
WORDS = PackWords(a_pack(consent_kinds=(a_consent_kind(),)))
Document = dict[str, Any]


def a_recorded_consent(*withdrawn: Part, **said: Any) -> Consent:
    consent = a_consent(*withdrawn, **{"evidence": (SCAN,), "kind": "hospital.payment"} | said)
    return replace(consent, recorded=replace(consent.recorded, at=RECORDED, state_version=7))


def grant_receipt(words: PackWords = WORDS, **said: Any) -> Document:
    return receipt_of_grant(a_recorded_consent(**said), words)


WAITING = Name(en="You wait longer.", da="Du venter længere.")
MIXED = a_scope(items=(Item("dx"), Item("notes")))
KIND_BY_CATEGORY = PackWords(
    a_pack(
        consent_kinds=(
            a_consent_kind(categories=frozenset({"dx"}), law=("G9a",)),
            a_consent_kind(id="hospital.waiting", categories=frozenset({"notes"}), on_withdrawal=WAITING, recall=True),
        )
    )
)
"""Of a pack with a kind for each category, so that a consent to both is of none."""


ANNOUNCED = Consequence("hospital.payment", Name(en="You paid yourself then.", da="Du betalte selv dengang."))


def withdrawal_receipt(
    part: Part, how: str = "withdrawn", consequences: tuple[Consequence, ...] = (ANNOUNCED,), **said: Any
) -> Document:
    consent = a_recorded_consent(part, **said)
    return receipt_of_withdrawal(
        consent, replace(consent.withdrawals[0], how=how, evidence=(SCAN,), consequences=consequences), WORDS
    )


def refused_receipt(**said: Any) -> Document:
    asked = Asked(
        **{
            "asked_by": "ward-12",
            "refused_at": NOON,
            "refused_by": Giver("self"),
            "form": "oral",
            "channel": "phone",
            "text": Text("insurer-payment", "3", "da"),
            "scope": a_scope(),
            "kind": "hospital.payment",
            "evidence": (SCAN,),
        }
        | said
    )
    return receipt_of_refused(RefusedConsent("r-1", "hospital", "k1.someone", asked, recorded(RECORDED)), WORDS)


def objection_receipt(kind: str = "refusal", part: Part | None = None) -> Document:
    part = Part(recipients=(Recipient("own-gp"),)) if part is None else part
    objection = Objection(
        "o-1", "hospital", "k1.someone", kind, NOON, "phone", part, recorded(RECORDED), evidence=(SCAN,)
    )
    return receipt_of_objection(objection, WORDS)


def signed(document: Document, keys: ReceiptKeys) -> str:
    return keys.sign(json.dumps(document).encode())


def new_keys() -> ReceiptKeys:
    return ReceiptKeys(new_key_set())


def record(receipt: Document) -> Document:
    found: Document = receipt["dpv:hasRecordOfActivity"]
    return found


def event(receipt: Document) -> Document:
    found: Document = record(receipt)["dpv:hasConsentStatus"]
    return found


def process(receipt: Document) -> Document:
    found: Document = record(receipt)["dpv:hasProcess"]
    return found


def codes(named: list[Document]) -> list[str]:
    return [one["dct:identifier"] for one in named]
