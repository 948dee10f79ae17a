"""Receiving imports and working on them: transactions, order and keys."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Event as Flag

import pytest
import sqlalchemy as sa

from services.consent.api.import_lines import NDJSON
from services.consent.domain.consent import Recorder
from services.consent.domain.consent_import import ConsentImport, Line, Refusal, Understood
from services.consent.messaging.work_on_imports import ImportWork
from services.consent.storage.locks import lock_name
from services.consent.use_cases import receive_import
from services.consent.use_cases.forget_broken_off import forget_broken_off
from shared.identifiers import new_id
from shared.subject_references import NamedSubject
from tests.integration.consent.imports import (
    IMPORTS,
    a_line,
    imported,
    listed,
    ndjson,
    report,
    send,
    units_of_a_process,
    work,
    work_through,
)
from tests.integration.consent.service import CPR, Service
from tests.integration.consent.test_changes import everything
from tests.servers.processes import wait_for
from tests.unit.consent.builders import a_grant

OTHER = "0202021234"


def test_what_a_line_says_is_forgotten_once_it_is_decided(service: Service) -> None:
    send(service, ndjson(a_line("A-1"), a_line("A-2", purposes=["gossip"])))
    assert CPR not in str(service.rows("SELECT said::text, refusal::text FROM consent_import_lines"))
    work_through(service)
    assert service.rows("SELECT FROM consent_import_lines WHERE said IS NOT NULL") == []


def test_an_import_that_did_not_arrive_whole_is_never_worked_on(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive_import, "MOST_LINES", 2)
    monkeypatch.setattr(receive_import, "LINES_AT_ONCE", 1)
    path = f"{IMPORTS}?controller=hospital&source=old-desk"
    answer = service.send(path, ndjson(*(a_line(f"A-{n}") for n in range(3))), NDJSON)
    assert (answer.status_code, answer.get_json()["type"]) == (413, "/problems/too-large")
    work_through(service)
    assert service.rows("SELECT FROM consents") == []
    assert service.rows("SELECT FROM consent_import_lines WHERE said IS NOT NULL") == []


@pytest.mark.parametrize(("hours", "kept"), [(23, 1), (25, 0)])
def test_what_was_sent_of_an_import_that_broke_off_is_forgotten_after_a_day(
    service: Service, hours: int, kept: int
) -> None:
    surroundings, stop = replace(service.surroundings, units=units_of_a_process(service)), Flag()
    one = ConsentImport(str(new_id()), "hospital", "old-desk", False, service.clock(), Recorder("desk-screen"))
    said = Understood(NamedSubject((f"k1.{'a' * 32}",), identified=True), a_grant(), None)
    with surroundings.units.change() as unit:
        unit.imports.add(one)
        unit.imports.add_lines(one.id, [Line(1, "A-1", said)])
    service.clock.move(hours=hours)
    ImportWork(lambda _: stop.set(), lambda longest: forget_broken_off(longest, surroundings)).run(stop)
    assert len(service.rows("SELECT FROM consent_import_lines WHERE said IS NOT NULL")) == kept


def test_an_import_has_no_place_among_the_events_before_all_its_people_are_locked(service: Service) -> None:
    waiting = """
        SELECT (SELECT count(*) FROM pg_locks AS own WHERE own.pid = waiting.pid AND own.locktype = 'transactionid')
        FROM pg_locks AS waiting WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """
    last = service.give(subject={"cpr": OTHER})["subject"]
    send(service, ndjson(a_line("A-1"), a_line("A-2", subject={"cpr": OTHER})))
    with ThreadPoolExecutor(1) as pool, service.runtime_engine() as engine, engine.connect() as connection:
        with connection.begin():
            lock_name(connection, f"subject hospital {last}")
            working = pool.submit(work, service)
            [(numbers,)] = wait_for(lambda: connection.execute(sa.text(waiting)).all(), "it waits")
        assert working.result()
    assert numbers == 0
    assert [len(listed(service, cpr)) for cpr in (CPR, OTHER)] == [1, 2]


def test_no_transaction_goes_on_for_long_on_a_slow_machine(service: Service) -> None:
    def slow_clock() -> datetime:
        service.clock.move(hours=0.1 / 3_600)
        return service.clock.now

    received = send(service, ndjson(*(a_line(f"A-{n}") for n in range(10))))
    work(service, clock=slow_clock)
    assert 0 < len(listed(service)) < 4
    work_through(service)
    assert {line["outcome"] for line in report(service, received)} == {"accepted"}


def test_lines_are_kept_while_others_are_still_on_their_way(service: Service) -> None:
    kept = []

    def slowly() -> Iterator[Line]:
        for number in range(1, 3 * receive_import.LINES_AT_ONCE):
            kept.append(service.rows("SELECT count(*) FROM consent_import_lines")[0][0])
            yield Line(number, f"A-{number}", Refusal("malformed-request"))

    command = receive_import.ReceiveImport("hospital", "old-desk", dry_run=False, recorder=Recorder("desk-screen"))
    surroundings = replace(service.surroundings, units=units_of_a_process(service))
    receive_import.receive_import(command, slowly(), surroundings)
    assert kept[-1] == 2 * receive_import.LINES_AT_ONCE


def test_a_subjects_changes_keep_their_order_beside_an_import(service: Service) -> None:
    people = [{"cpr": f"{day:02}0101{number}"} for day in range(1, 11) for number in ("1234", "1235")]
    send(service, ndjson(*(a_line(f"A-{n}", subject=people[n % 20]) for n in range(100))))
    for person in people:
        service.give(subject=person)
        work(service)
    work_through(service)
    versions: dict[str, list[int]] = {}
    for change in everything(service):
        versions.setdefault(change["subject"], []).append(change["data"]["state_version"])
    assert list(versions.values()) == [[1, 2, 3, 4, 5, 6]] * 20


def test_keys_may_rotate_between_two_imports_of_the_same_file(service: Service) -> None:
    (first,) = imported(service, ndjson(a_line("A-1")))
    service.use_keys("k2", "k1")
    (again,) = imported(service, ndjson(a_line("A-1")))
    assert (again["outcome"], again["consent"]) == ("already-there", first["consent"])


def test_a_line_received_before_a_key_came_into_use_is_refused_until_it_is_sent_again(
    service: Service,
) -> None:
    received = send(service, ndjson(a_line("A-1", subject={"cpr": OTHER})))
    service.use_keys("k2", "k1")
    service.give()
    work_through(service)
    (line,) = report(service, received)
    assert line["problem"]["status"] == 503
    (again,) = imported(service, ndjson(a_line("A-1", subject={"cpr": OTHER})))
    assert again["outcome"] == "accepted"
