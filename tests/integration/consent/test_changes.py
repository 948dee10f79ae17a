"""The feed of changes: everything that happened, in an order that passes nothing over."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from services.consent.storage.tables import outbox
from shared.events.envelope import Event
from shared.events.topics import CONSENT_CHANGES
from shared.identifiers import new_id
from shared.messaging.outbox import Outbox
from tests.integration.consent.service import INSURER_A, SCOPES, Service
from tests.servers.processes import wait_for
from tests.servers.service_client import body_of

READ = "consent-changes:read"


def settle(service: Service) -> None:
    """Wait until nothing that has begun so far, in whatever database of the server, can still be committed."""
    ((begun,),) = service.rows("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    oldest = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    wait_for(lambda: service.rows(oldest) >= [(begun,)])


def page(service: Service, token: str | None = None, **query: Any) -> dict[str, Any]:
    settle(service)
    return page_as_it_is(service, token, **query)


def page_as_it_is(service: Service, token: str | None = None, **query: Any) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer: dict[str, Any] = body_of(service.get(f"/v1/changes?{asked}", token))
    return answer


def everything(service: Service, limit: int = 1_000, **query: Any) -> list[dict[str, Any]]:
    """Read page after page until there is no more."""
    found = page(service, limit=limit, **query)
    changes: list[dict[str, Any]] = found["changes"]
    while found["more"]:
        found = page(service, limit=limit, after=found["next"], **query)
        changes += found["changes"]
    return changes


def write(connection: sa.Connection, controller: str = "hospital", kind: str = "ConsentGiven") -> str:
    """Put an event into the outbox inside a transaction of the test's own, and return its id."""
    event = Event(new_id(), kind, datetime(2026, 3, 1, tzinfo=UTC), controller, "k1.somebody", {"consent": "c"})
    Outbox(outbox).add(connection, CONSENT_CHANGES, event, "00-0-0-00")
    return str(event.id)


def ids(changes: list[dict[str, Any]]) -> list[str]:
    return [change["id"] for change in changes]


def test_the_feed_shows_each_event_as_kafka_carries_it(service: Service) -> None:
    consent = service.give()
    service.withdraw(consent, {"recipients": [INSURER_A]})
    service.object_to({})
    sent = service.rows("SELECT payload FROM outbox WHERE topic = 'consent.changes.v1' ORDER BY xid, seq")
    assert page(service)["changes"] == [json.loads(bytes(row.payload)) for row in sent]
    assert [change["type"] for change in page(service)["changes"]] == [
        "ConsentGiven",
        "ConsentWithdrawn",
        "ObjectionRaised",
    ]


def test_pages_follow_one_another_without_gap_or_repeat(service: Service) -> None:
    for _ in range(7):
        service.give()
    assert [change["data"]["state_version"] for change in everything(service, limit=3)] == [1, 2, 3, 4, 5, 6, 7]


def test_whoever_has_read_everything_asks_on_with_the_same_cursor(service: Service) -> None:
    nothing = page(service)
    assert (nothing["changes"], nothing["more"]) == ([], False)
    service.give()
    first = page(service, after=nothing["next"])
    assert len(first["changes"]) == 1
    assert page(service, after=first["next"])["changes"] == []
    service.give()
    assert [change["data"]["state_version"] for change in page(service, after=first["next"])["changes"]] == [2]
    # Whoever failed before keeping `next` reads the same again.
    assert page(service, after=nothing["next"])["changes"][0] == first["changes"][0]


def test_a_change_that_commits_late_is_not_passed_over(service: Service) -> None:
    with service.runtime_engine() as engine:
        with engine.begin() as slow:
            late = write(slow)
            with engine.begin() as quick:
                early = write(quick)
            before = page_as_it_is(service)
        after = page(service, after=before["next"])
    assert before["changes"] == []
    assert ids(after["changes"]) == [late, early]


def test_a_transaction_that_began_elsewhere_is_not_passed_over(service: Service) -> None:
    with service.runtime_engine() as engine:
        with engine.begin() as slow:
            # Its transaction number is taken here, its place in the sequence only at the end.
            slow.execute(sa.text("SELECT pg_current_xact_id()"))
            with engine.begin() as quick:
                early = write(quick)
            before = page_as_it_is(service)
            late = write(slow)
        after = page(service, after=before["next"])
    assert sorted(ids(before["changes"]) + ids(after["changes"])) == sorted([late, early])


def test_a_reader_beside_many_writers_gets_everything_once(service: Service) -> None:
    def write_some(engine: sa.Engine) -> list[str]:
        written = []
        for _ in range(25):
            with engine.begin() as connection:
                written += [write(connection), write(connection)]
        return written

    read: list[str] = []
    with service.runtime_engine() as engine, ThreadPoolExecutor(6) as pool:
        writing = [pool.submit(write_some, engine) for _ in range(6)]
        found = page_as_it_is(service, limit=7)
        read += ids(found["changes"])
        while found["more"] or not all(each.done() for each in writing):
            found = page_as_it_is(service, limit=7, after=found["next"])
            read += ids(found["changes"])
        read += ids(page(service, limit=1_000, after=found["next"])["changes"])
        written = [each_id for each in writing for each_id in each.result()]
    assert sorted(read) == sorted(written)
    assert read == ids(everything(service)), "what was read under way stands in the final order"


def test_only_the_callers_controllers_are_shown(service: Service) -> None:
    with service.runtime_engine() as engine, engine.begin() as connection:
        of_hospital, of_clinic = write(connection), write(connection, "clinic")
    both = service.issuer.token(READ, controllers=("hospital", "clinic"))
    assert ids(page(service)["changes"]) == [of_hospital]
    assert ids(page(service, both)["changes"]) == [of_hospital, of_clinic]
    assert ids(page(service, both, controller="clinic")["changes"]) == [of_clinic]
    assert page(service, service.issuer.token(READ, controllers=()))["changes"] == []
    assert service.get("/v1/changes?controller=clinic").status_code == 403


def test_a_cursor_of_other_controllers_is_refused(service: Service) -> None:
    both = service.issuer.token(READ, controllers=("hospital", "clinic"))
    cursor = page(service)["next"]
    refused = body_of(service.get(f"/v1/changes?after={cursor}", both), 422)
    assert refused["errors"][0]["pointer"] == "/after"
    # Naming the controller keeps a cursor good when the token is bound to more later.
    assert page(service, both, controller="hospital", after=cursor)["changes"] == []


@pytest.mark.parametrize(
    "query", ["after=x", "limit=0", "limit=1001", "limit=many", "since=yesterday", "controller=a%20b"]
)
def test_a_question_that_makes_no_sense_is_refused_by_name(shared_service: Service, query: str) -> None:
    refused = body_of(shared_service.get(f"/v1/changes?{query}"), 422)
    assert refused["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"


def test_every_row_has_its_controller_and_states_are_no_changes(service: Service) -> None:
    service.give()
    rows = service.rows("SELECT topic, controller FROM outbox ORDER BY topic")
    assert [(row.topic, row.controller) for row in rows] == [
        ("consent.changes.v1", "hospital"),
        ("consent.states.v1", None),
    ]


def test_a_scope_of_its_own_is_needed(shared_service: Service) -> None:
    others = shared_service.issuer.token(*set(SCOPES) - {READ})
    assert shared_service.get("/v1/changes", others).status_code == 403
