"""What earlier versions have decided and copied means the same today, and goes on."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.events.topics import DISCLOSURE_DECISIONS
from shared.messaging.outbox_reader import OutboxReader
from tests.integration.disclosure.service import LEASE, Service, a_check, a_state, known_state, running_service
from tests.integration.disclosure.simulations import A_YEAR
from tests.servers.issuer import Issuer
from tests.servers.old_databases import old_database
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import wait_for
from tests.servers.service_client import body_of

ON_AN_OLDER_STATE = "01a1f89c-1120-7000-8000-000000000001"
ON_THE_COPY = "01a1f89c-fb80-7000-8000-000000000002"
CHECKS = "/v1/disclosure-checks"


@pytest.fixture
def old(postgresql: PostgreSQL, issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    """Return today's gate on what all its versions have written."""
    with old_database(postgresql, "disclosure") as database, running_service(database, issuer, tmp_path) as gate:
        yield gate


def found_by(decision: dict[str, Any]) -> tuple[Any, ...]:
    return decision["outcome"], decision["consent_state"], decision["consent_state_source"]


def test_decisions_are_read_back_as_they_were_answered(old: Service) -> None:
    recorded = [json.loads(row.payload)["data"]["decision"] for row in old.rows("SELECT payload FROM decisions")]
    assert {one["id"] for one in recorded} == {ON_AN_OLDER_STATE, ON_THE_COPY}
    assert [body_of(old.get(f"{CHECKS}/{one['id']}")) for one in recorded] == recorded


def test_a_decision_on_the_copy_is_replayed_and_one_on_a_state_before_it_is_said_not_to_be(old: Service) -> None:
    answer = body_of(old.post(f"{CHECKS}/comparisons", A_YEAR), 201)
    assert (answer["compared"], answer["flipped"]) == (1, [])
    [told] = answer["not_compared"]
    assert told["decision_id"] == ON_AN_OLDER_STATE
    assert "not kept" in told["because"]


def test_to_whom_data_went_because_of_a_consent_is_told(old: Service) -> None:
    asked = {"controller": "aleris", "subject": old.reference, "consent": "5e3b9a0e-0000-7000-8000-000000000001"}
    token = old.issuer.token("consent-permits:read", controllers=("aleris",))
    [told] = body_of(old.post("/v1/consent-permits/search", asked, token))["recipients"]
    assert (told["recipient"]["id"], told["categories"], told["permits"]) == ("insurer-a", ["dx"], 2)


def test_a_copy_is_relied_on_within_its_lease_and_no_longer(old: Service) -> None:
    assert found_by(old.check()) == ("permit", 2, "copy")
    old.clock.now += LEASE
    assert found_by(old.check()) == ("deny", None, "none")
    old.consent.answers, old.consent.known = True, {old.reference: known_state(old.reference, 3)}
    assert found_by(old.check()) == ("deny", 3, "strong-read")


def test_what_is_heard_next_replaces_the_copy(old: Service) -> None:
    old.hear(a_state(old.reference, 3))
    old.beat(age=-timedelta(milliseconds=1))
    assert found_by(old.check()) == ("deny", 3, "copy")


def test_a_partition_with_an_unreadable_record_is_still_not_relied_on(old: Service) -> None:
    old.clock.now += LEASE
    old.beat()
    stale = old.rows("SELECT partition FROM heartbeats WHERE at < '2026-11-20T11:00:01Z'")
    assert [row.partition for row in stale] == [0]


def test_a_check_repeated_across_the_upgrade_gets_its_answer_and_decides_nothing(old: Service) -> None:
    again = body_of(old.post(CHECKS, a_check(), idempotency_key="first"), 201)
    assert again["id"] == ON_THE_COPY
    assert len(old.rows("SELECT id FROM decisions")) == 2


def test_a_decision_is_relayed_after_all_earlier_ones(old: Service) -> None:
    decision = old.check()
    with old.engine.connect() as connection:
        reader = OutboxReader(connection, DISCLOSURE_DECISIONS, "decisions")
        cursor, topic_id = reader.saved()
        assert (cursor.position, topic_id) == (2, "topic-1")
        # It is settled once nothing older can still be committed, in whatever database of the server.
        wait_for(lambda: reader.next_batch(cursor).rows, "the decision to be settled")
        assert [json.loads(row.payload)["id"] for row in reader.next_batch(cursor).rows] == [decision["id"]]
