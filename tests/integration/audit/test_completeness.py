"""How far the log is known complete."""

from datetime import timedelta
from typing import Any

from services.audit.use_cases.mark_coverage import POSITIONS_BETWEEN_MARKS
from tests.integration.audit.log_service import LogService
from tests.unit.audit.builders import CHANGES, DECISIONS, NOON, PRODUCER, a_record, an_event


def completeness(log: LogService) -> dict[str, Any]:
    found: dict[str, Any] = log.get("/v1/completeness").get_json()
    return found


def stream(log: LogService) -> dict[str, Any]:
    """Return the only stream."""
    (found,) = completeness(log)["streams"]
    return dict(found)


def receive(log: LogService, *positions: int) -> None:
    log.receive(*[a_record(position=position) for position in positions])


def test_an_empty_log_knows_of_no_producer(log: LogService) -> None:
    assert completeness(log) == {"streams": [], "quarantined": 0}


def test_positions_without_gaps_are_complete(log: LogService) -> None:
    receive(log, 2, 3, 1)
    receive(log, 4)
    assert stream(log) == {
        "producer": PRODUCER,
        "topic": DECISIONS,
        "complete_to": 4,
        "highest": 4,
        "missing": 0,
        "gaps": [],
        "entries": 4,
        "quarantined": 0,
        "last_entry_at": "2026-11-20T11:59:59.000000Z",
    }


def test_gaps_are_named_and_close_when_the_missing_arrive(log: LogService) -> None:
    receive(log, 1, 2, 5, 9)
    found = stream(log)
    assert (found["complete_to"], found["highest"], found["missing"], found["entries"]) == (2, 9, 5, 4)
    assert found["gaps"] == [{"first": 3, "last": 4}, {"first": 6, "last": 8}]
    receive(log, 3, 4, 7)
    found = stream(log)
    assert (found["complete_to"], found["gaps"]) == (5, [{"first": 6, "last": 6}, {"first": 8, "last": 8}])


def test_a_stream_is_missing_its_start(log: LogService) -> None:
    receive(log, 3)
    assert (stream(log)["complete_to"], stream(log)["gaps"]) == (0, [{"first": 1, "last": 2}])


def test_a_malformed_message_has_arrived_but_is_no_entry(log: LogService) -> None:
    log.receive(a_record(position=1), a_record(value=b"{", position=2), a_record(value=b"{", headers={}))
    found = completeness(log)
    (only,) = found["streams"]
    assert (only["complete_to"], only["entries"], only["quarantined"], found["quarantined"]) == (2, 1, 1, 2)


def test_a_stream_of_malformed_messages_alone_is_seen(log: LogService) -> None:
    log.receive(a_record(value=b"{", position=1))
    found = stream(log)
    assert (found["complete_to"], found["entries"], found["last_entry_at"]) == (1, 0, None)


def test_a_conflict_over_a_position_takes_nothing_from_the_entry_there(log: LogService) -> None:
    log.receive(a_record(position=1), a_record(position=1))
    found = completeness(log)
    assert (found["streams"][0]["entries"], found["streams"][0]["quarantined"], found["quarantined"]) == (1, 0, 1)


def test_producers_and_topics_are_counted_apart(log: LogService) -> None:
    change = an_event(type="ConsentGiven", data={})
    log.receive(
        a_record(position=1),
        a_record(position=2, producer="disclosure:2"),
        a_record(change, position=1, producer="consent:1", topic=CHANGES),
    )
    assert {(each["producer"], each["topic"], each["complete_to"]) for each in completeness(log)["streams"]} == {
        (PRODUCER, DECISIONS, 1),
        ("disclosure:2", DECISIONS, 0),
        ("consent:1", CHANGES, 1),
    }


def test_marks_are_made_now_and_then_and_change_nothing_in_the_answer(log: LogService) -> None:
    many = POSITIONS_BETWEEN_MARKS
    for batch in range(3):
        log.clock.now = NOON + timedelta(seconds=2 * batch)
        receive(log, *(position for position in range(batch * many + 1, (batch + 1) * many + 1) if position != 7))
    assert log.rows("SELECT highest FROM completeness_marks ORDER BY id") == [(many,), (2 * many,), (3 * many,)]
    receive(log, 3 * many + 2)
    found = stream(log)
    assert (found["complete_to"], found["highest"], found["entries"]) == (6, 3 * many + 2, 3 * many)
    receive(log, 7, 3 * many + 1)
    assert (stream(log)["complete_to"], stream(log)["gaps"]) == (3 * many + 2, [])
    assert log.rows("SELECT count(*) FROM completeness_marks") == [(3,)]
