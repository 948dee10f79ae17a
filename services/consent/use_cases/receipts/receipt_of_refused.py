"""Receipts as JSON-LD of consents that were asked for and refused."""

from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.receipt_frame import (
    event,
    evidence_of,
    giver,
    named,
    notice,
    receipt,
    record_of,
)
from shared.events.envelope import Document


def receipt_of_refused(refused: RefusedConsent, words: PackWords) -> Document:
    """Return a receipt of what was asked for and not given; a consent that was not given is no legal basis."""
    asked = refused.asked
    kind = words.kind(asked.kind)
    record = {
        **record_of("dpv:ConsentRecord", refused, words),
        **stated({"hjemmel:course": asked.course, "dct:type": asked.kind and words.named_kind(asked.kind)}),
        **stated({"hjemmel:renewalOf": named(asked.renews)}),
        "dpv:hasProcess": words.process(asked.scope),
        **stated({"dct:references": kind and words.laws(kind.law)}),
        "dpv:hasNotice": notice(asked.text, words),
        "dpv:hasConsentStatus": _refused(refused),
    }
    return receipt(f"/v1/consents/{refused.id}/receipt", refused.recorded, record)


def _refused(refused: RefusedConsent) -> Document:
    asked = refused.asked
    return {
        **event("dpv:ConsentRefused", asked.refused_at, refused.recorded),
        "dpv:isIndicatedBy": giver(asked.refused_by, refused.subject),
        "dpv:hasIndicationMethod": asked.channel,
        "hjemmel:form": asked.form,
        "hjemmel:askedBy": asked.asked_by,
        **evidence_of(asked.evidence),
    }
