"""Messages as producers send them; whatever does not matter to a test has a default."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from shared.clock import timestamp
from shared.identifiers import new_id
from shared.messaging.consumer import Record

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DECISIONS = "disclosure.decisions.v1"
CHANGES = "consent.changes.v1"
PRODUCER = "disclosure:4b0c8d8e-0000-4000-8000-000000000001"
TOPIC_ID = "7d9f3a52-0000-4000-8000-000000000001"
SUBJECT = f"k1.{'a' * 32}"

_offsets = count()


def decision_data(**said: Any) -> dict[str, Any]:
    """Return the data of a decision: the diagnosis goes to the insurer, the notes do not."""
    usual = {
        "outcome": "partial",
        "purpose": "insurance-payment",
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "client": "record-system",
        "reason": "outside-consent-scope",
        "rule": "hospital.insurer-pays",
        "pack_version": "2026.11",
    } | said
    return {
        "check": {"purpose": usual["purpose"], "recipient": usual["recipient"]},
        "decision": {
            "outcome": usual["outcome"],
            "items": [
                {"category": "dx", "outcome": "permit", "rule": usual["rule"], "basis": ["SUL-43-1", "SUL-44"]},
                {"category": "notes", "outcome": "deny", "reason": usual["reason"]},
            ],
            "pack": {"controller": "hospital", "version": usual["pack_version"], "digest": "00"},
        },
        "client": usual["client"],
        "request_id": "request-1",
    }


def simulation_data() -> dict[str, Any]:
    """Return the data of a simulation of the same check."""
    decided = decision_data()
    question = {"kind": "simulation", "check": decided["check"]}
    return {"question": question, "answer": {"simulation": True, **decided["decision"]}, "client": "record-system"}


def an_event(**said: Any) -> dict[str, Any]:
    """Return an event; its keys are those of the envelope."""
    usual = {
        "id": str(new_id()),
        "type": "DisclosureDecided",
        "version": 1,
        "occurred_at": timestamp(NOON - timedelta(seconds=1)),
        "controller": "hospital",
        "subject": SUBJECT,
        "data": decision_data(),
    }
    return usual | said


def a_record(event: Any = None, position: int = 1, **said: Any) -> Record:
    """Return a message with an event; `value` and `headers` replace what would be made of it."""
    event = an_event() if event is None else event
    kind = event["type"] if isinstance(event, dict) and isinstance(event.get("type"), str) else "DisclosureDecided"
    producer = said.pop("producer", PRODUCER)
    headers = {"type": kind.encode(), "producer": producer.encode(), "position": str(position).encode()}
    usual = {
        "topic": DECISIONS,
        "topic_id": TOPIC_ID,
        "partition": 0,
        "offset": next(_offsets),
        "key": SUBJECT.encode(),
        "value": json.dumps(event).encode(),
        "headers": {**headers, "traceparent": b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-00"},
    }
    return Record(**usual | said)


def a_heartbeat(**said: Any) -> Record:
    value = b'{"type":"Heartbeat","version":1,"at":"2026-11-20T12:00:00Z","position":1}'
    return a_record(value=value, headers={"type": b"Heartbeat", "producer": PRODUCER.encode()}, **said)
