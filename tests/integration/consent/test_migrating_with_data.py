"""What earlier versions have recorded means the same today, and goes on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.events.topics import CONSENT_CHANGES
from shared.messaging.outbox_reader import OutboxReader
from tests.integration.consent.service import CPR, Service, a_consent, running_service
from tests.servers.issuer import Issuer
from tests.servers.old_databases import old_database
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import wait_for
from tests.servers.service_client import body_of

CHILD = "0101174113"
CONSENT, OF_THE_CHILD, WITHDRAWAL, LIFTED, REFUSAL = (f"019ca945-0a00-7000-8000-{number:012}" for number in range(1, 6))
ANSWERED = "019ca945-0a00-7000-8000-000000000011"
WEBHOOK, IMPORT = "019ca945-0a00-7000-8000-00000000000a", "019ca945-0a00-7000-8000-00000000000e"


@pytest.fixture
def old(postgresql: PostgreSQL, issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    """Return today's service on what all its versions have written."""
    with old_database(postgresql, "consent") as database, running_service(database, issuer, tmp_path) as service:
        service.clock.now = datetime(2026, 5, 1, 12, tzinfo=UTC)
        yield service


def found(old: Service, what: str, cpr: str = CPR) -> list[dict[str, Any]]:
    answer = old.post(f"/v1/{what}/search", {"controller": "hospital", "subject": {"cpr": cpr}})
    listed: list[dict[str, Any]] = body_of(answer)[what]
    return listed


def test_the_state_says_what_the_gate_was_told_by_the_first_version(old: Service) -> None:
    [row] = old.rows("SELECT payload FROM outbox WHERE type = 'SubjectStateChanged'")
    told = json.loads(row.payload)["data"]
    # What nobody could say then was the usual case.
    told["consents"][0]["expression"] = "explicit"
    told["consents"][0]["withdrawals"][0]["how"] = "withdrawn"
    state = old.state()
    assert (state["consents"], state["objections"]) == (told["consents"], told["objections"])


def test_consents_stand_as_they_stood(old: Service) -> None:
    refused, given = found(old, "consents")
    assert (given["id"], given["status"], given["valid_until"]) == (CONSENT, "partly-withdrawn", "2027-02-01")
    assert [(one["id"], one["how"], one["part"]) for one in given["withdrawals"]] == [
        (WITHDRAWAL, "withdrawn", {"items": [{"category": "notes"}]})
    ]
    assert (refused["status"], refused["refused_by"]) == ("refused", {"authority": "self"})
    assert old.get(f"/v1/consents/{CONSENT}/receipt").status_code == 200


def test_a_consent_by_custody_ends_on_the_day_that_was_stated_and_now_says_so(old: Service) -> None:
    [given] = found(old, "consents", CHILD)
    assert (given["status"], given["given_by"]) == ("in-force", {"authority": "custody", "reference": "parent-1"})
    assert (given["valid_until"], given["valid_until_reason"]) == ("2026-12-31", "stated-end")


def test_what_the_version_before_goes_on_recording_while_it_is_upgraded_says_why_it_ends(old: Service) -> None:
    ended = {"stated_end": "2026-06-01"}
    given = [old.give(purposes=["second-opinion"], course="K1", **said)["id"] for said in ({}, ended)]
    old.as_owner("UPDATE consents SET valid_until_reason = 'course' WHERE course = 'K1'")
    found = [body_of(old.get(f"/v1/consents/{consent}"))["valid_until_reason"] for consent in given]
    assert found == ["course", "stated-end"]
    told = {one["id"]: one["valid_until_reason"] for one in old.state()["consents"]}
    assert [told[consent] for consent in given] == found


def test_objections_stand_as_they_stood(old: Service) -> None:
    listed = found(old, "objections") + found(old, "objections", CHILD)
    assert {one["id"]: (one["kind"], one["status"]) for one in listed} == {
        LIFTED: ("refusal", "lifted"),
        REFUSAL: ("refusal", "in-force"),
        ANSWERED: ("particular-situation", "upheld"),
    }


def test_whatever_has_had_a_table_since_is_told_as_it_was_recorded(old: Service) -> None:
    [delegation], [recall], [death] = (found(old, what) for what in ("delegations", "recalls", "deaths"))
    assert (delegation["powers"], delegation["until"], delegation["status"]) == (["view"], "2026-04-01", "expired")
    assert (recall["withdrawal"], recall["categories"], recall["status"]) == (WITHDRAWAL, ["notes"], "sent")
    assert death["died_on"] == "2026-02-28"
    assert "retracted" in death
    assert "died_on" not in old.state()
    assert body_of(old.get(f"/v1/webhooks/{WEBHOOK}"))["status"] == "paused"
    assert body_of(old.get(f"/v1/consent-imports/{IMPORT}"))["refused"] == 1


def test_a_withdrawal_comes_after_everything_that_was_recorded_before(old: Service) -> None:
    withdrawn = old.withdraw({"id": CONSENT})
    state = old.state()
    assert (state["version"], len(state["consents"][0]["withdrawals"])) == (10, 2)
    assert body_of(old.get(f"/v1/consents/{CONSENT}"))["status"] == "withdrawn"
    order = ["ObjectionRaised", "ObjectionLifted", "ConsentWithdrawn"]
    # A change is shown once nothing older can still be committed, in whatever database of the server.
    wait_for(lambda: [one["type"] for one in body_of(old.get("/v1/changes"))["changes"]] == order, "the feed to go on")
    assert relayed_next(old) == (2, ["ConsentWithdrawn"])
    assert withdrawn["effective"]["how"] == "confirmed"


def test_a_request_repeated_across_upgrades_that_let_it_say_more_hears_its_first_answer(old: Service) -> None:
    # Not held against the OpenAPI document: the answer is in the words of the version that gave it.
    headers = {"Authorization": f"Bearer {old.token}", "Idempotency-Key": "first"}
    again = body_of(old.app.test_client().post("/v1/consents", json=a_consent(), headers=headers), 201)
    assert (again["id"], again["recorded_at"]) == (CONSENT, "2026-03-01T12:00:00.000000Z")
    assert old.state()["version"] == 9


@pytest.mark.parametrize("more", [{"expression": "ordinary"}, {"kind": "payment"}, {"course": "K1"}])
def test_what_says_more_than_the_first_version_could_hear_is_another_request(
    old: Service, more: dict[str, Any]
) -> None:
    other = old.post("/v1/consents", a_consent(**more), idempotency_key="first")
    assert body_of(other, 422)["type"] == "/problems/idempotency-key-reused"


def relayed_next(old: Service) -> tuple[int, list[str]]:
    """Return how many changes the old relay had relayed, and what today's would relay next."""
    with old.runtime_engine() as engine, engine.connect() as connection:
        reader = OutboxReader(connection, CONSENT_CHANGES, "outbox")
        cursor, topic_id = reader.saved()
        assert topic_id == "topic-1"
        return cursor.position, [row.type for row in reader.next_batch(cursor).rows]
