"""Check a receipt with nothing but the text itself and the public keys, and say what it holds."""

import json
from collections.abc import Iterator
from typing import Any

from services.consent.use_cases.receipts.receipt_frame import event_of
from services.consent.use_cases.receipts.receipt_keys import NotGenuine, ReceiptKeys
from shared.events.envelope import Document

_EVENTS = {
    "dpv:ConsentGiven": "a consent given",
    "dpv:RenewedConsentGiven": "a consent renewed",
    "dpv:ConsentWithdrawn": "a withdrawal",
    "dpv:ConsentRevoked": "a consent ended by the controller",
    "dpv:ConsentInvalidated": "a consent found never to have been valid",
    "dpv:ConsentRefused": "a refusal",
    "dpv:RequestAcknowledged": "an objection",
}
_NARROWINGS = {
    "country": "dpv:hasCountry",
    "course": "hjemmel:course",
    "episode": "hjemmel:episode",
    "label": "hjemmel:label",
    "period": "hjemmel:period",
}


def verify_receipt(text: str, keys: ReceiptKeys) -> str:
    """Return a sentence on what a genuine receipt holds, or raise NotGenuine."""
    payload, key_id = keys.verify(text.strip())
    try:
        document = json.loads(payload)
        return f"{_sentence(document)} It is receipt {document['dct:identifier']}, signed with key {key_id}."
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotGenuine("It is signed with one of these keys, but it is no receipt that this version knows.") from None


def _sentence(document: Document) -> str:
    record = document["dpv:hasRecordOfActivity"]
    event = event_of(record)
    about = "; ".join([*_about(record["dpv:hasProcess"]), *_until(event)])
    return (
        f"Genuine: {_EVENTS[event['@type']]} at {event['dpv:isIndicatedAtTime']} "
        f"by or for {record['dpv:hasDataSubject']['dct:identifier']} "
        f"at {record['dpv:hasDataController']['dct:identifier']}: {about}."
    )


def _about(process: Document) -> Iterator[str]:
    for name, some, every in (
        ("dpv:hasPurpose", "for", "for every purpose"),
        ("dpv:hasRecipient", "to", "to every recipient"),
        ("dpv:hasPersonalData", "of", "of all data"),
    ):
        yield f"{some} {', '.join(_codes(one) for one in process[name])}" if name in process else every
    if "hjemmel:channel" in process:
        yield f"by {', '.join(_codes(one) for one in process['hjemmel:channel'])} only"


def _codes(named: Document) -> str:
    """Return the codes of a purpose, a recipient (after its kind) or data (with what narrows them)."""
    codes = [named.get("dct:type", {}).get("dct:identifier"), named.get("dct:identifier")]
    narrowed = [f"{name} {_plain(named[term])}" for name, term in _NARROWINGS.items() if term in named]
    return " ".join(filter(None, codes)) + (f" ({', '.join(narrowed)})" if narrowed else "")


def _plain(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value).removeprefix("loc:")
    if "dct:identifier" in value:
        return str(value["dct:identifier"])
    return f"{value.get('hjemmel:from', '')}/{value.get('hjemmel:until', '')}"


def _until(event: Document) -> Iterator[str]:
    duration = event.get("dpv:hasDuration", {})
    if duration.get("@type") == "dpv:UntilTimeDuration":
        yield f"until {duration['rdf:value']}"
