"""What makes two deliveries the same message."""

from dataclasses import replace

from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.quarantine import Quarantined
from shared.messaging.consumer import Record
from tests.unit.audit.builders import a_record

PLACELESS = {"type": b"DisclosureDecided"}


def fingerprint(record: Record) -> bytes:
    return Quarantined(record, Malformed(Reason.NOT_JSON)).fingerprint


def test_a_message_sent_again_to_a_rebuilt_topic_is_the_same() -> None:
    record = a_record(value=b"{")
    assert fingerprint(record) == fingerprint(replace(record, topic_id="rebuilt", offset=0, partition=3))


def test_other_bytes_at_the_same_position_are_another_message() -> None:
    assert fingerprint(a_record(value=b"{")) != fingerprint(a_record(value=b"["))


def test_the_same_bytes_at_two_positions_are_two_messages() -> None:
    assert fingerprint(a_record(value=b"{", position=1)) != fingerprint(a_record(value=b"{", position=2))


def test_messages_of_no_known_producer_are_told_apart_by_their_place() -> None:
    record = a_record(value=b"{", headers=PLACELESS)
    assert fingerprint(record) == fingerprint(replace(record))
    assert fingerprint(record) != fingerprint(replace(record, offset=record.offset + 1))
    assert fingerprint(record) != fingerprint(replace(record, topic_id="rebuilt"))
