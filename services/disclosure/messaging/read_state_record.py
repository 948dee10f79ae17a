"""Understanding one record of consent.states.v1."""

import json
from dataclasses import dataclass
from datetime import datetime

from services.disclosure.domain.subject_state import subject_state_from
from shared.events.envelope import HEARTBEAT, encode_json
from shared.messaging.consumer import Record


@dataclass(frozen=True, slots=True)
class State:
    """The whole state of one subject, as of one version; `document` is its JSON text."""

    controller: str
    subject: str
    version: int
    document: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Nothing committed in this partition before `at` comes later."""

    partition: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Malformed:
    """A record that says nothing that can be relied on, and why."""

    record: Record
    reason: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """A heartbeat of a relay that was speaking to another topic of the same name; it proves nothing here."""


def read_state_record(record: Record) -> State | Heartbeat | Malformed | Foreign:
    """Return what a record says. Never raises: what cannot be read is Malformed."""
    try:
        value = json.loads(record.value)
        if value["type"] == HEARTBEAT:
            return _heartbeat(record, value["topic_id"], value["at"])
        data = value["data"]
        # Reading it as the engine will shows now, not in the middle of a decision, whether that works.
        state = subject_state_from(data)
        return State(str(data["controller"]), str(data["subject"]), int(state.version), encode_json(data).decode())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return Malformed(record, type(error).__name__)


def _heartbeat(record: Record, topic_id: str, at: str) -> Heartbeat | Foreign:
    if topic_id != record.topic_id:
        return Foreign()
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError("a heartbeat without a time zone")
    return Heartbeat(record.partition, moment)
