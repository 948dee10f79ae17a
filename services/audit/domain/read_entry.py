"""From a message to an entry."""

from datetime import datetime

from services.audit.domain.delivery import Delivery
from services.audit.domain.entry import Entry
from services.audit.domain.envelope import read_envelope
from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.search_fields import search_fields
from services.audit.domain.stamp import read_stamp


def read_entry(delivery: Delivery, received_at: datetime) -> Entry:
    """Return the entry that a message is, or raise Malformed; never anything else, whatever the bytes."""
    stamp = read_stamp(delivery)
    envelope = read_envelope(delivery.value, received_at)
    if envelope.type != stamp.type:
        raise Malformed(Reason.TYPES_DISAGREE, "type")
    found = search_fields(envelope)
    return Entry(
        id=envelope.id,
        type=envelope.type,
        version=envelope.version,
        occurred_at=envelope.occurred_at,
        controller=envelope.controller,
        subject=envelope.subject,
        recipient_kind=found.recipient_kind,
        recipient_id=found.recipient_id,
        purpose=found.purpose,
        outcome=found.outcome,
        reasons=found.reasons,
        rules=found.rules,
        basis=found.basis,
        decision_id=found.decision_id,
        client=found.client,
        pack_version=found.pack_version,
        producer=stamp.place.stream.producer,
        position=stamp.place.position,
        topic=delivery.topic,
        topic_id=delivery.topic_id,
        partition=delivery.partition,
        offset=delivery.offset,
        received_at=received_at,
    )
