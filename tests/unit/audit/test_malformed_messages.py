"""Each way of being no entry, and the reason that is given for it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from services.audit.domain.malformed import Malformed, Reason
from services.audit.domain.read_entry import read_entry
from services.audit.domain.stamp import is_heartbeat
from shared.clock import timestamp
from shared.messaging.consumer import Record
from tests.unit.audit.builders import NOON, a_heartbeat, a_record, an_event, decision_data

LONG = "x" * 201


def reason_of(record: Record) -> Reason:
    with pytest.raises(Malformed) as malformed:
        read_entry(record, NOON)
    return malformed.value.reason


@pytest.mark.parametrize(
    "value", [b"", b"\xff\xfe", b"{", b"\xef\xbb\xbf{}", b'{"a": NaN}', b'{"a": 1e999}', b"[" * 5000]
)
def test_bytes_that_are_not_json(value: bytes) -> None:
    assert reason_of(a_record(value=value)) == Reason.NOT_JSON


@pytest.mark.parametrize("value", [b"null", b"7", b'"text"', b"[]"])
def test_json_that_is_no_envelope(value: bytes) -> None:
    assert reason_of(a_record(value=value)) == Reason.NO_ENVELOPE


@pytest.mark.parametrize("header", ["type", "producer", "position"])
def test_a_header_that_is_missing(header: str) -> None:
    record = a_record()
    del record.headers[header]
    assert reason_of(record) == Reason.HEADER_MISSING


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("position", b"0"),
        ("position", b"-1"),
        ("position", b"01"),
        ("position", b"1.0"),
        ("position", b"x"),
        ("position", b"9" * 16),
        ("position", b"9" * 5000),
        ("position", "\u0661".encode()),
        ("producer", b""),
        ("producer", b"a b"),
        ("producer", b"\xff"),
        ("producer", LONG.encode()),
        ("type", b"Disclosure\x00Decided"),
    ],
)
def test_a_header_that_is_wrong(header: str, value: bytes) -> None:
    record = a_record()
    record.headers[header] = value
    assert reason_of(record) == Reason.HEADER_WRONG


def test_an_envelope_of_another_type_than_the_header_says() -> None:
    record = a_record()
    record.headers["type"] = b"ConsentGiven"
    assert reason_of(record) == Reason.TYPES_DISAGREE


@pytest.mark.parametrize("field", ["id", "type", "version", "occurred_at", "controller", "data"])
def test_a_field_of_the_envelope_that_is_missing(field: str) -> None:
    assert reason_of(a_record(without(an_event(), field))) == Reason.FIELD_MISSING


@pytest.mark.parametrize(
    "said",
    [
        {"id": "7"},
        {"id": 7},
        {"id": "00000000-0000-0000-0000-00000000000G"},
        {"type": ["DisclosureDecided"]},
        {"version": "1"},
        {"version": True},
        {"version": 0},
        {"version": 10**30},
        {"occurred_at": 1_763_640_000},
        {"occurred_at": "2026-11-20"},
        {"occurred_at": "2026-11-20T12:00:00"},
        {"occurred_at": "2026-11-20T13:00:00+01:00"},
        {"occurred_at": "2026-02-30T12:00:00Z"},
        {"controller": ""},
        {"controller": "a\x00b"},
        {"controller": LONG},
        {"subject": "0101011234"},
        {"subject": "010101-1234"},
        {"subject": {"cpr": "0101011234"}},
        {"data": []},
    ],
)
def test_a_field_of_the_envelope_that_is_wrong(said: dict[str, Any]) -> None:
    assert reason_of(a_record(an_event(**said))) == Reason.FIELD_WRONG


@pytest.mark.parametrize("moment", [NOON + timedelta(days=2), NOON - timedelta(days=365 * 30)])
def test_a_time_that_cannot_be_right(moment: Any) -> None:
    assert reason_of(a_record(an_event(occurred_at=timestamp(moment)))) == Reason.DATE_OUT_OF_RANGE


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"check": {"purpose": "p", "recipient": {"kind": "insurer"}}},
        decision_data(outcome=None),
        decision_data(purpose=None),
        decision_data(client=None),
        decision_data(recipient={}),
    ],
)
def test_a_decision_without_what_it_must_have(data: dict[str, Any]) -> None:
    assert reason_of(a_record(an_event(data=data))) == Reason.FIELD_MISSING


@pytest.mark.parametrize(
    "data",
    [
        decision_data(outcome=1),
        decision_data(reason=["a"]),
        decision_data(reason="\x00"),
        decision_data(recipient="insurer"),
        decision_data(pack_version=LONG),
        decision_data() | {"decision": {"outcome": "deny", "items": {}}},
        decision_data() | {"decision": {"outcome": "deny", "items": ["dx"]}},
    ],
)
def test_a_decision_with_a_field_of_another_type(data: dict[str, Any]) -> None:
    assert reason_of(a_record(an_event(data=data))) == Reason.FIELD_WRONG


def test_half_a_surrogate_pair_is_not_text() -> None:
    assert reason_of(a_record(an_event(controller="\ud800"))) == Reason.NOT_JSON


@pytest.mark.parametrize(
    "event",
    [
        an_event(data=decision_data(), padding="x" * 1_000_000),
        an_event(data=decision_data(), padding=json.loads("[" * 70 + "]" * 70)),
        an_event(
            data=decision_data()
            | {"decision": {"outcome": "deny", "items": [{"reason": f"r{number}"} for number in range(501)]}}
        ),
    ],
    ids=["bytes", "nesting", "codes"],
)
def test_an_event_beyond_all_measure(event: dict[str, Any]) -> None:
    assert reason_of(a_record(event)) == Reason.TOO_LARGE


def test_a_heartbeat_has_no_position() -> None:
    assert is_heartbeat(a_heartbeat())
    pretender = a_record(value=a_heartbeat().value)
    pretender.headers["type"] = b"Heartbeat"
    assert not is_heartbeat(pretender)


def without(event: Mapping[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != field}
