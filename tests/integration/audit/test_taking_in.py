"""Every record ends as an entry or in quarantine, once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from prometheus_client import REGISTRY

from services.audit.domain.malformed import Reason
from tests.integration.audit.log_service import LogService
from tests.servers.processes import wait_for
from tests.unit.audit.builders import CHANGES, a_heartbeat, a_record, an_event, decision_data

LOSE_CONNECTION = """
CREATE FUNCTION lose_connection() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
CREATE TRIGGER lose_connection BEFORE INSERT ON entries FOR EACH ROW WHEN (NEW.position = 2)
    EXECUTE FUNCTION lose_connection();
"""
QUARANTINED = 'SELECT reason, detail, producer, position, topic, "offset", value, headers FROM quarantine ORDER BY id'
# Of this database alone: other tests use the same server.
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def test_an_entry_holds_the_very_bytes_of_its_event(log: LogService) -> None:
    value = b' {"spaces" : "kept",' + a_record().value[1:]
    log.receive(record := a_record(value=value))
    assert [(bytes(row.event), row.offset) for row in log.rows('SELECT event, "offset" FROM entries')] == [
        (value, record.offset)
    ]


def test_decisions_and_changes_of_consent_are_kept_side_by_side(log: LogService) -> None:
    log.receive(a_record(), a_record(an_event(type="ConsentGiven", data={}), topic=CHANGES, producer="consent:1"))
    assert {row.type for row in log.rows("SELECT type FROM entries")} == {"DisclosureDecided", "ConsentGiven"}


def test_codes_with_quotes_and_backslashes_come_back_as_they_went_in(log: LogService) -> None:
    codes = ['a"b', "c\\d", "e,f", "{g}", "NULL", "æ ø"]
    data = decision_data()
    data["decision"]["items"] = [{"reason": code} for code in codes]
    log.receive(a_record(an_event(data=data, controller="back\\slash")))
    assert log.rows("SELECT reasons, controller FROM entries") == [(sorted(codes), "back\\slash")]


def test_a_batch_delivered_again_has_no_second_effect(log: LogService) -> None:
    batch = [
        a_record(position=1),
        a_record(position=2),
        a_record(value=b"{", position=3),
        a_record(value=b"[", headers={}),
    ]
    log.receive(*batch)
    log.receive(*batch)
    log.receive(*batch[1:], a_record(position=4))
    assert log.rows("SELECT count(*), (SELECT count(*) FROM quarantine) FROM entries") == [(3, 2)]


def test_a_rebuilt_broker_that_sends_everything_again_adds_nothing(log: LogService) -> None:
    batch = [a_record(position=1), a_record(value=b"{", position=2)]
    log.receive(*batch)
    log.receive(*[replace(record, topic_id="rebuilt", offset=place) for place, record in enumerate(batch)])
    assert log.rows("SELECT count(*), (SELECT count(*) FROM quarantine) FROM entries") == [(1, 1)]


def test_heartbeats_leave_nothing_behind(log: LogService) -> None:
    log.receive(a_heartbeat())
    assert log.rows("SELECT id FROM entries UNION ALL SELECT gen_random_uuid() FROM quarantine") == []


def test_a_malformed_message_is_kept_whole_and_the_rest_of_its_batch_stored(log: LogService) -> None:
    bad = a_record(value=b"\x00\xff", position=2)
    bad.headers["odd"] = b"\xff\x00"
    log.receive(a_record(position=1), bad, a_record(position=3))
    (row,) = log.rows(QUARANTINED)
    assert (row.reason, row.producer, row.position) == (Reason.NOT_JSON, bad.headers["producer"].decode(), 2)
    assert (row.topic, row.offset, bytes(row.value)) == (bad.topic, bad.offset, bad.value)
    assert {name: text.encode(errors="surrogateescape") for name, text in row.headers.items()} == bad.headers
    assert [row.position for row in log.rows("SELECT position FROM entries ORDER BY position")] == [1, 3]


def test_a_message_without_key_headers_or_value_is_kept(log: LogService) -> None:
    log.receive(a_record(value=b"", headers={"type": None}, key=None))
    assert [(row.reason, row.headers) for row in log.rows(QUARANTINED)] == [(Reason.HEADER_MISSING, {"type": None})]


def test_another_event_at_a_position_that_is_taken_is_kept_aside(log: LogService) -> None:
    log.receive(first := a_record(position=1))
    log.receive(second := a_record(position=1))
    assert [bytes(row.event) for row in log.rows("SELECT event FROM entries")] == [first.value]
    assert [(row.reason, bytes(row.value)) for row in log.rows(QUARANTINED)] == [(Reason.POSITION_TAKEN, second.value)]


def test_an_event_that_comes_back_with_other_content_is_kept_aside(log: LogService) -> None:
    event = an_event()
    log.receive(a_record(event, position=1))
    log.receive(a_record(event | {"controller": "clinic"}, position=1), a_record(event, position=2))
    assert [row.reason for row in log.rows(QUARANTINED)] == [Reason.ID_TAKEN, Reason.ID_TAKEN]


def test_what_only_the_database_refuses_is_kept_aside_and_the_rest_stored(log: LogService) -> None:
    with log.owner_engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE entries ADD CHECK (client <> 'refused')"))
    refused = a_record(an_event(data=decision_data(client="refused")), position=4)
    log.receive(*[a_record(position=position) for position in range(1, 4)], refused, a_record(position=5))
    assert log.rows("SELECT count(*) FROM entries") == [(4,)]
    assert [(row.reason, row.position) for row in log.rows(QUARANTINED)] == [(Reason.REFUSED_BY_DATABASE, 4)]


def test_a_connection_lost_in_the_middle_is_an_error_that_the_consumer_starts_over_after(log: LogService) -> None:
    with log.owner_engine() as engine, engine.begin() as connection:
        connection.execute(sa.text(LOSE_CONNECTION))
    batch = [a_record(position=position) for position in range(1, 4)]
    with pytest.raises(sa.exc.DBAPIError):
        log.receive(*batch)
    with log.owner_engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER lose_connection ON entries"))
    log.engine.dispose()
    log.receive(*batch)
    assert log.rows("SELECT count(*) FROM entries") == [(3,)]


def test_of_two_writers_at_once_one_starts_over_and_nothing_is_doubled(log: LogService) -> None:
    record = a_record()
    with ThreadPoolExecutor() as pool:
        with log.engine.begin() as connection:
            log.take_in(connection, [record])
            # It finds nothing yet, waits for the first at the unique index, and clashes once that has committed.
            second = pool.submit(log.receive, record)
            wait_for(lambda: log.rows(WAITING), "the second waits")
        assert isinstance(second.exception(20), sa.exc.DBAPIError)
    log.receive(record)
    assert log.rows("SELECT count(*), (SELECT count(*) FROM quarantine) FROM entries") == [(1, 0)]


def test_what_is_stored_and_what_is_set_aside_is_counted(log: LogService) -> None:
    entries = {"type": "DisclosureDecided"}, {"type": "other"}
    quarantined = {"consumer": "audit-consumer", "reason": "not-json"}
    before = [
        *(counted("audit_entries_total", labels) for labels in entries),
        counted("consumer_quarantined_total", quarantined),
    ]
    bad = a_record(value=b"{", position=3)
    log.receive(a_record(position=1), a_record(an_event(type="Unheard"), position=2), bad, bad)
    log.receive(bad)
    after = [
        *(counted("audit_entries_total", labels) for labels in entries),
        counted("consumer_quarantined_total", quarantined),
    ]
    assert [late - early for early, late in zip(before, after, strict=True)] == [1, 1, 1]


@pytest.mark.parametrize("records", [[], [a_heartbeat()]])
def test_a_batch_with_nothing_to_store_is_fine(log: LogService, records: list[object]) -> None:
    log.receive(*records)


def counted(name: str, labels: dict[str, str]) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0
