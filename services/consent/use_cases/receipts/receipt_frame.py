"""What every receipt has: its head, the record it is of, and the event in the record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from services.consent.domain.consent import Consent, Evidence, Giver, Recorded, Text
from services.consent.domain.objection import Objection
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.domain.text_rules import words_of
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.terms import CONTEXT, GIVERS, PROFILE, SCHEMA_VERSION
from shared.clock import timestamp
from shared.events.envelope import Document


def receipt(path: str, recorded: Recorded, record: Document) -> Document:
    identifier = str(uuid5(NAMESPACE_URL, path))
    return {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{identifier}",
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": identifier,
        "dct:conformsTo": PROFILE,
        "schema:schemaVersion": SCHEMA_VERSION,
        "dct:created": timestamp(recorded.at),
        "dpv:hasRecordOfActivity": record,
    }


def record_of(kind: str, recorded: Consent | RefusedConsent | Objection, words: PackWords) -> Document:
    return {
        "@id": f"urn:uuid:{recorded.id}",
        "@type": kind,
        "dct:identifier": recorded.id,
        "dpv:hasDataController": words.controller(),
        "dpv:hasDataSubject": subject(recorded.subject),
        "dpv:hasJurisdiction": words.jurisdictions(),
    }


def event(state: str, at: datetime, recorded: Recorded) -> Document:
    return {
        "@type": state,
        "dpv:isIndicatedAtTime": timestamp(at),
        "hjemmel:recordedAt": timestamp(recorded.at),
        "dpv:isImplementedByEntity": {"@type": "dpv:Entity", "dct:identifier": recorded.by},
        "hjemmel:stateVersion": recorded.state_version,
    }


def named(consent_id: str | None) -> str | None:
    """Return what receipts call another consent, or nothing where there is none."""
    return consent_id and f"urn:uuid:{consent_id}"


def subject(reference: str) -> Document:
    return {"@type": "dpv:DataSubject", "dct:identifier": reference}


def giver(who: Giver, reference: str) -> Document:
    """Return who spoke: the subject with this reference or, with another authority, somebody for the subject."""
    if who.authority == "self":
        return subject(reference)
    named = stated({"dct:identifier": who.reference, "hjemmel:authority": who.authority})
    return {"@type": GIVERS[who.authority], **named}


def notice(text: Text, words: PackWords) -> Document:
    """Return what was put to somebody: which text, and its words, where the pack still has them as they were."""
    said = words_of(text, words.pack)
    shown = {
        "schema:version": text.version,
        "dct:language": text.language,
        "hjemmel:sha256": text.sha256,
        "dct:description": said and {text.language: said},
    }
    return {"@type": "dpv:ConsentNotice", "dct:identifier": text.id, **stated(shown)}


def evidence_of(evidence: Sequence[Evidence]) -> Document:
    """Return where the proof is kept, if there is any."""
    if not evidence:
        return {}
    kept = (
        {"hjemmel:kind": one.kind, "dct:identifier": one.reference, "hjemmel:sha256": one.sha256} for one in evidence
    )
    return {"dct:source": [stated(one) for one in kept]}


def event_of(record: Document) -> Document:
    """Return what happened, from the record in a receipt: a change of consent, or the exercise of a right."""
    found: Document = record.get("dpv:hasConsentStatus") or record["dpv:hasStatus"]
    return found
