"""Understanding one record of consent.states.v1."""

import json
from datetime import datetime

from services.disclosure.domain.state_message import ForeignHeartbeat, Heartbeat, Malformed, State
from services.disclosure.domain.subject_state import subject_state_from
from shared.events.envelope import HEARTBEAT, encode_json
from shared.messaging.consumer import Record


def read_state_record(record: Record) -> State | Heartbeat | Malformed | ForeignHeartbeat:
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
        reason = type(error).__name__
        return Malformed(record.topic_id, record.partition, record.offset, record.value, reason)


def _heartbeat(record: Record, topic_id: str, at: str) -> Heartbeat | ForeignHeartbeat:
    if topic_id != record.topic_id:
        return ForeignHeartbeat()
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError("a heartbeat without a time zone")
    return Heartbeat(record.partition, moment)
