"""Understanding one record of consent.states.v1."""

import json
from datetime import datetime
from typing import Any

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.state_message import ForeignHeartbeat, Heartbeat, Malformed, State
from shared.events.envelope import HEARTBEAT, encode_json
from shared.messaging.consumer import Record

LARGEST_VERSION = 2**63 - 1


def read_state_record(record: Record) -> State | Heartbeat | Malformed | ForeignHeartbeat:
    """Return what a record says. Never raises: what cannot be read is Malformed."""
    try:
        value = json.loads(record.value)
        if value["type"] == HEARTBEAT:
            return _heartbeat(record, value["topic_id"], value["at"])
        return _state(value["data"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = type(error).__name__
        return Malformed(record.topic_id, record.partition, record.offset, record.value, reason)


def _state(data: Any) -> State:
    # Reading it as the engine will shows now, not in the middle of a decision, whether that works.
    version = subject_state_from(data).version
    controller, subject = data["controller"], data["subject"]
    if not (isinstance(version, int) and 0 < version <= LARGEST_VERSION):
        raise ValueError("a version that is no number of changes")
    if not (controller.isprintable() and subject.isprintable()):
        raise ValueError("a name that cannot be stored")
    return State(controller, subject, version, encode_json(data).decode())


def _heartbeat(record: Record, topic_id: str, at: str) -> Heartbeat | ForeignHeartbeat:
    if topic_id != record.topic_id:
        return ForeignHeartbeat()
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError("a heartbeat without a time zone")
    return Heartbeat(record.partition, moment)
