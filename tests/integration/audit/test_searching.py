"""Finding entries, page by page."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.clock import timestamp
from shared.subject_references import SubjectKeys
from tests.integration.audit.log_service import LogService
from tests.unit.audit.builders import CHANGES, NOON, SUBJECT, a_record, an_event, decision_data, simulation_data

CPR = "0101011234"
KEYS = SubjectKeys({"k1": bytes.fromhex("5e" * 32)})


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def add(log: LogService, position: int, minutes: float = 0, data: dict[str, Any] | None = None, **said: Any) -> str:
    """Add an entry that occurred some minutes from noon and return its id."""
    event = an_event(occurred_at=timestamp(at(minutes)), data=data or decision_data(), **said)
    log.receive(a_record(event, position=position))
    return str(event["id"])


def test_entries_come_newest_first(log: LogService) -> None:
    middle, oldest, newest = add(log, 1, -2), add(log, 2, -3), add(log, 3, -1)
    assert log.found() == [newest, middle, oldest]


def test_an_entry_shows_what_it_is_about_and_where_it_came_from(log: LogService) -> None:
    record = a_record(an_event(), position=9)
    log.receive(record)
    (entry,) = log.search().get_json()["entries"]
    assert entry["recipient"] == {"kind": "insurer", "id": "insurer-a"}
    assert entry["occurred_at"] == "2026-11-20T11:59:59.000000Z"
    assert entry["decision_id"] == entry["id"]
    assert (entry["outcome"], entry["reasons"], entry["subject"]) == ("partial", ["outside-consent-scope"], SUBJECT)
    assert (entry["origin"]["position"], entry["origin"]["offset"]) == (9, record.offset)
    assert "event" not in entry


OTHERS = {
    "type": "PackActivated",
    "controller": "clinic",
    "subject": f"k1.{'b' * 32}",
    "data": {},
}
MATCHES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "type": ({"type": "DisclosureDecided"}, {"type": "PackActivated"}),
    "controller": ({"controller": "hospital"}, {"controller": "clinic"}),
    "subject": ({"subject": {"reference": SUBJECT}}, {"subject": f"k1.{'b' * 32}"}),
    "outcome": ({"outcome": "partial"}, {"data": decision_data(outcome="deny")}),
    "purpose": ({"purpose": "insurance-payment"}, {"data": decision_data(purpose="treatment")}),
    "recipient kind": ({"recipient": {"kind": "insurer"}}, {"data": decision_data(recipient={"kind": "own-gp"})}),
    "recipient id": (
        {"recipient": {"id": "insurer-a"}},
        {"data": decision_data(recipient={"kind": "insurer", "id": "insurer-b"})},
    ),
    "reason": ({"reason": "outside-consent-scope"}, {"data": decision_data(reason="lapsed")}),
    "client": ({"client": "record-system"}, {"data": decision_data(client="claims")}),
    "from": ({"from": timestamp(at(-1))}, {"minutes": -2}),
    "to": ({"to": timestamp(at(1))}, {"minutes": 1}),
}


@pytest.mark.parametrize("field", MATCHES)
def test_a_field_finds_what_has_its_value_and_nothing_else(log: LogService, field: str) -> None:
    body, differently = MATCHES[field]
    wanted = add(log, 1)
    other = add(log, 2, **differently)
    token = log.issuer.token("audit:read", controllers=("hospital", "clinic"))
    assert log.found(token, **body) == [wanted]
    assert set(log.found(token)) == {wanted, other}


def test_a_decision_is_found_by_its_id(log: LogService) -> None:
    wanted, _ = add(log, 1), add(log, 2)
    assert log.found(decision_id=wanted) == [wanted]


def test_all_stated_fields_must_match(log: LogService) -> None:
    add(log, 1, data=decision_data(outcome="deny"))
    wanted = add(log, 2, data=decision_data(outcome="deny", purpose="treatment"))
    assert log.found(outcome="deny", purpose="treatment") == [wanted]


def test_a_person_is_found_by_cpr_number_at_every_controller_of_the_token(log: LogService) -> None:
    references = {controller: KEYS.references(controller, "cpr", CPR)[0] for controller in ("hospital", "clinic")}
    ids = [
        add(log, position, -position, controller=controller, subject=reference)
        for position, (controller, reference) in enumerate(references.items(), 1)
    ]
    add(log, 3)
    token = log.issuer.token("audit:read", controllers=("hospital", "clinic"))
    assert log.found(token, subject={"cpr": "010101-1234"}) == ids
    assert log.found(subject={"cpr": CPR}) == ids[:1]


def test_changes_of_consent_are_found_beside_decisions(log: LogService) -> None:
    decision = add(log, 1, -2)
    event = an_event(type="ConsentWithdrawn", data={"client": "desk"}, occurred_at=timestamp(at(-1)))
    log.receive(a_record(event, topic=CHANGES, producer="consent:1"))
    assert log.found(subject={"reference": SUBJECT}) == [event["id"], decision]


def test_what_was_only_tried_out_is_told_apart_from_decisions(log: LogService) -> None:
    decision = add(log, 1, -1)
    simulation = add(log, 2, -2, type="DisclosureSimulated", data=simulation_data())
    unknown = add(log, 3, -3, type="PackActivated", data={"new": "shape"})
    about_the_subject = {"subject": {"reference": SUBJECT}}
    assert log.found(**about_the_subject) == [decision, simulation, unknown]
    assert log.found(kind="decision", **about_the_subject) == [decision]
    assert log.found(kind="simulation", **about_the_subject) == [simulation]
    assert log.found(kind="other") == [unknown]
    assert log.found(outcome="partial") == [decision]
    assert log.found(decision_id=simulation) == []
    entries = log.search().get_json()["entries"]
    assert [entry["kind"] for entry in entries] == ["decision", "simulation", "other"]


def test_pages_follow_each_other_without_gap_or_repeat_while_entries_arrive(log: LogService) -> None:
    # Several share a moment, so that only the id tells their order.
    before = {add(log, position, -(position // 3)) for position in range(1, 11)}
    seen: list[str] = []
    cursor: dict[str, str] = {}
    position = 11
    while True:
        page = log.search(limit=3, **cursor).get_json()
        seen += [entry["id"] for entry in page["entries"]]
        add(log, position, 1)
        position += 1
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert seen == sorted(seen, key=seen.index)
    assert len(seen) == len(set(seen))
    assert set(seen) == before


def test_pages_go_across_controllers_in_one_order(log: LogService) -> None:
    ids = [add(log, number, -number, controller=("hospital", "clinic")[number % 2]) for number in range(1, 8)]
    token = log.issuer.token("audit:read", controllers=("hospital", "clinic"))
    first = log.search(token, limit=4).get_json()
    second = log.search(token, limit=4, cursor=first["next_cursor"]).get_json()
    assert [entry["id"] for page in (first, second) for entry in page["entries"]] == ids
    assert second["next_cursor"] is None


def test_a_cursor_of_another_search_is_refused(log: LogService) -> None:
    for position in (1, 2):
        add(log, position)
    cursor = log.search(limit=1).get_json()["next_cursor"]
    answer = log.search(limit=1, outcome="partial", cursor=cursor)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/cursor")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"outcme": "deny"}, "/outcme"),
        ({"outcome": "maybe"}, "/outcome"),
        ({"kind": "rumour"}, "/kind"),
        ({"limit": 0}, "/limit"),
        ({"limit": 501}, "/limit"),
        ({"limit": "5"}, "/limit"),
        ({"from": "2026-11-20"}, "/from"),
        ({"from": "2026-11-20T12:00:00"}, "/from"),
        ({"subject": {}}, "/subject"),
        ({"subject": {"cpr": "1"}}, "/subject/cpr"),
        ({"subject": {"cpr": CPR, "reference": SUBJECT}}, "/subject"),
        ({"recipient": {"name": "x"}}, "/recipient/name"),
        ({"purpose": "a\x00b"}, "/purpose"),
        ({"decision_id": "7"}, "/decision_id"),
        ({"cursor": "x"}, "/cursor"),
    ],
)
def test_a_search_that_makes_no_sense_names_the_field(log: LogService, body: dict[str, Any], pointer: str) -> None:
    answer = log.search(**body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]
    assert CPR not in answer.get_data(as_text=True)


def test_the_bounds_of_time_may_be_as_wide_as_they_can_be_written(log: LogService) -> None:
    wanted = add(log, 1)
    assert log.found(**{"from": "0001-01-01T00:00:00+14:00", "to": "9999-12-31T23:59:59-12:00"}) == [wanted]
