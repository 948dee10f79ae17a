"""What of an event can be searched by."""

from datetime import timedelta

import pytest

from services.audit.domain.entry import Entry
from services.audit.domain.entry_kind import EntryKind, kind_of
from services.audit.domain.read_entry import read_entry
from services.audit.domain.search_fields import KNOWN_TYPES
from tests.unit.audit.builders import (
    CHANGES,
    NOON,
    PRODUCER,
    SUBJECT,
    TOPIC_ID,
    a_record,
    an_event,
    decision_data,
    simulation_data,
)


def entry_of(**said: object) -> Entry:
    return read_entry(a_record(an_event(**said)), NOON)


def test_a_decision_is_found_by_what_was_asked_and_answered() -> None:
    event = an_event()
    entry = read_entry(a_record(event, position=7, partition=3, offset=40), NOON)
    assert entry == Entry(
        id=event["id"],
        type="DisclosureDecided",
        version=1,
        occurred_at=NOON - timedelta(seconds=1),
        controller="hospital",
        subject=SUBJECT,
        recipient_kind="insurer",
        recipient_id="insurer-a",
        purpose="insurance-payment",
        outcome="partial",
        reasons=("outside-consent-scope",),
        rules=("hospital.insurer-pays",),
        basis=("SUL-43-1", "SUL-44"),
        decision_id=event["id"],
        client="record-system",
        pack_version="2026.11",
        producer=PRODUCER,
        position=7,
        topic="disclosure.decisions.v1",
        topic_id=TOPIC_ID,
        partition=3,
        offset=40,
        received_at=NOON,
    )


def test_codes_of_several_items_are_kept_once_and_in_order() -> None:
    data = decision_data()
    data["decision"]["items"] = [{"reason": "b", "rule": "r2"}, {"reason": "a", "rule": "r1"}, {"reason": "b"}]
    entry = entry_of(data=data)
    assert (entry.reasons, entry.rules, entry.basis) == (("a", "b"), ("r1", "r2"), ())


def test_a_change_of_consent_is_found_by_its_subject_and_client() -> None:
    event = an_event(type="ConsentGiven", data={"id": "c", "client": "desk", "state_version": 2})
    entry = read_entry(a_record(event, topic=CHANGES), NOON)
    assert (entry.type, entry.subject, entry.client) == ("ConsentGiven", SUBJECT, "desk")
    assert (entry.purpose, entry.outcome, entry.decision_id, entry.reasons) == (None, None, None, ())


def test_a_simulation_is_found_by_what_was_asked_but_never_by_an_outcome() -> None:
    entry = entry_of(type="DisclosureSimulated", data=simulation_data())
    assert (entry.recipient_kind, entry.purpose, entry.client) == ("insurer", "insurance-payment", "record-system")
    assert (entry.outcome, entry.decision_id, entry.reasons, entry.basis, entry.rules) == (None, None, (), (), ())
    assert entry.pack_version == "2026.11"


def test_a_simulation_of_no_check_in_particular_is_kept_too() -> None:
    data = simulation_data() | {"question": {"controller": "hospital"}}
    entry = entry_of(type="DisclosureSimulated", subject=None, data=data)
    assert (entry.recipient_kind, entry.purpose, entry.subject) == (None, None, None)


@pytest.mark.parametrize("event_type", sorted(KNOWN_TYPES))
def test_every_type_that_is_known_is_of_some_kind(event_type: str) -> None:
    assert kind_of(event_type) is not EntryKind.OTHER


@pytest.mark.parametrize("said", [{"type": "PackActivated"}, {"version": 2}])
def test_an_event_of_a_shape_not_known_yet_is_kept_with_its_envelope(said: dict[str, object]) -> None:
    entry = entry_of(data={"check": "something new"}, **said)
    assert (entry.controller, entry.subject, entry.outcome) == ("hospital", SUBJECT, None)


def test_fields_not_known_yet_are_no_obstacle() -> None:
    assert entry_of(new="field", data=decision_data() | {"new": ["data"]}).outcome == "partial"


def test_an_event_need_not_concern_a_subject() -> None:
    assert entry_of(type="PackActivated", subject=None).subject is None


def test_a_recipient_need_not_have_an_id() -> None:
    assert entry_of(data=decision_data(recipient={"kind": "own-gp"})).recipient_id is None
