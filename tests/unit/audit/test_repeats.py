"""An event counts once, however often and under whatever position it is delivered."""

from dataclasses import replace

from services.audit.domain.malformed import Reason
from services.audit.domain.quarantine import Quarantined
from services.audit.domain.read_entry import read_entry
from services.audit.domain.repeats import Candidate, identity_of, sort_out_repeats
from shared.messaging.consumer import Record
from tests.unit.audit.builders import NOON, a_record, an_event


def candidate(record: Record) -> Candidate:
    return Candidate(record, read_entry(record, NOON))


def reasons(conflicting: list[Quarantined]) -> list[Reason]:
    return [message.malformed.reason for message in conflicting]


def test_an_event_delivered_twice_in_a_batch_is_new_once() -> None:
    first = candidate(a_record())
    again = candidate(replace(first.delivery, offset=999))
    assert sort_out_repeats([first, again], []) == ([first], [])


def test_an_event_that_is_in_the_log_is_not_new() -> None:
    known = candidate(a_record())
    assert sort_out_repeats([known], [identity_of(known)]) == ([], [])


def test_another_event_at_a_position_that_is_taken_is_set_aside() -> None:
    known, other = candidate(a_record(position=5)), candidate(a_record(position=5))
    new, conflicting = sort_out_repeats([other], [identity_of(known)])
    assert (new, reasons(conflicting)) == ([], [Reason.POSITION_TAKEN])


def test_the_same_position_of_another_producer_is_free() -> None:
    known, other = candidate(a_record(position=5)), candidate(a_record(position=5, producer="consent:x"))
    assert sort_out_repeats([other], [identity_of(known)]).new == [other]


def test_an_event_under_a_second_position_is_set_aside() -> None:
    event = an_event()
    known, other = candidate(a_record(event, position=5)), candidate(a_record(event, position=6))
    new, conflicting = sort_out_repeats([known, other], [])
    assert (new, reasons(conflicting)) == ([known], [Reason.ID_TAKEN])


def test_other_content_under_the_same_id_and_position_is_set_aside() -> None:
    event = an_event()
    known, other = candidate(a_record(event)), candidate(a_record(event | {"controller": "clinic"}))
    new, conflicting = sort_out_repeats([other], [identity_of(known)])
    assert (new, reasons(conflicting)) == ([], [Reason.ID_TAKEN])
