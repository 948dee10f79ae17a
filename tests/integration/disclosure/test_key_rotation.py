"""The gate finds everybody's state whichever key their reference was made with, or says that it cannot."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from services.disclosure.api.context import EXTENSION
from services.disclosure.domain.subject_state import NOTHING_ON_FILE
from shared.messaging.partitions import partition_of
from tests.integration.disclosure.service import CPR, Service, a_check, a_consent, a_state, known_state
from tests.servers.service_client import body_of
from tests.servers.subject_keys import keys

OLD, NEW = (keys(key_id).references_of_cpr("aleris", CPR)[0] for key_id in ("k1", "k2"))
SOMEBODY_ELSE = keys("k2").references_of_cpr("aleris", "0202021234")[0]


def use_keys(gate: Service, *key_ids: str) -> None:
    found = gate.app.extensions[EXTENSION]
    identification = replace(found.identification, named=keys(*key_ids).named)
    gate.app.extensions[EXTENSION] = replace(found, identification=identification)


def found_by(gate: Service, subject: dict[str, str]) -> tuple[Any, ...]:
    decision = gate.check(subject=subject)
    return decision["outcome"], decision["consent_state"], decision["consent_state_source"]


def subjects_of_decisions(gate: Service) -> list[str]:
    return [orjson.loads(row.payload)["subject"] for row in gate.rows("SELECT payload FROM decisions ORDER BY id")]


@pytest.mark.parametrize("reference", [OLD, NEW])
@pytest.mark.parametrize("subject", [{"cpr": CPR}, "reference"])
def test_a_copy_under_any_key_is_found_and_the_decision_names_the_same_reference(
    gate: Service, reference: str, subject: Any
) -> None:
    use_keys(gate, "k2", "k1")
    gate.hear(a_state(SOMEBODY_ELSE, 1), a_state(reference, 3, a_consent()))
    gate.beat()
    named = {"reference": reference} if subject == "reference" else subject
    assert found_by(gate, named) == ("permit", 3, "copy")
    assert subjects_of_decisions(gate) == [reference]
    [row] = gate.rows("SELECT payload FROM decisions")
    assert orjson.loads(row.payload)["data"]["check"]["subject"] == {"reference": reference}
    assert gate.consent.asked == 0


def test_a_batch_finds_everybody_under_their_own_key(gate: Service) -> None:
    use_keys(gate, "k2", "k1")
    gate.hear(a_state(SOMEBODY_ELSE, 2, a_consent()), a_state(OLD, 3, a_consent()))
    gate.beat()
    checks = [a_check(), a_check(subject={"cpr": "0202021234"}), a_check(subject={"cpr": "0303031234"})]
    answer = body_of(gate.post("/v1/disclosure-checks/batch", {"checks": checks}), 201)
    assert [(each["outcome"], each["consent_state"]) for each in answer["decisions"]] == [
        ("permit", 3),
        ("permit", 2),
        ("deny", 0),
    ]


@pytest.mark.parametrize("key_ids", [("k1",), ("k3", "k1")])
def test_a_gate_without_a_key_in_use_takes_nobody_for_a_stranger(gate: Service, key_ids: tuple[str, ...]) -> None:
    use_keys(gate, *key_ids)
    gate.hear(a_state(NEW, 1))
    gate.beat()
    gate.consent.answers, gate.consent.keys = True, frozenset({"k1", "k2"})
    gate.consent.known = dict.fromkeys(keys(*key_ids).references_of_cpr("aleris", CPR), NOTHING_ON_FILE)
    decision = gate.check()
    assert (decision["consent_state_source"], decision["items"][0]["reason"]) == ("none", "consent-state-stale")


def test_a_reference_that_nobody_is_on_record_under_tells_nothing_once_another_key_is_in_use(gate: Service) -> None:
    gate.hear(a_state(OLD, 1))
    gate.beat()
    stranger = {"reference": keys("k1").references_of_cpr("aleris", "0303031234")[0]}
    assert found_by(gate, stranger) == ("deny", 0, "copy")
    gate.hear(a_state(NEW, 1))
    assert found_by(gate, stranger) == ("deny", None, "none")


def test_nothing_is_on_file_only_when_every_partition_where_it_could_be_is_up_to_date(gate: Service) -> None:
    use_keys(gate, "k2", "k1")
    assert partition_of(OLD) != partition_of(NEW)
    beat = {"type": "Heartbeat", "version": 1, "at": gate.clock.now.isoformat(), "topic_id": "topic-1"}
    gate.hear(beat, partition=partition_of(NEW))
    assert gate.check()["consent_state_source"] == "none"
    gate.hear(beat, partition=partition_of(OLD))
    assert gate.check()["consent_state_source"] == "copy"


@pytest.mark.parametrize("reference", [OLD, NEW])
def test_a_strong_read_asks_under_every_key(gate: Service, reference: str) -> None:
    use_keys(gate, "k2", "k1")
    gate.consent.answers, gate.consent.keys = True, frozenset({"k1", "k2"})
    gate.consent.known = {OLD: NOTHING_ON_FILE, NEW: NOTHING_ON_FILE, reference: known_state(reference, 7, a_consent())}
    assert found_by(gate, {"cpr": CPR}) == ("permit", 7, "strong-read")
    assert subjects_of_decisions(gate) == [reference]


def test_two_states_of_one_person_are_relied_on_by_nobody(gate: Service) -> None:
    use_keys(gate, "k2", "k1")
    gate.hear(a_state(OLD, 1, a_consent()), a_state(NEW, 1, a_consent()))
    gate.beat()
    assert gate.check()["consent_state_source"] == "none"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/disclosure-checks", a_check()),
        ("/v1/disclosure-checks/batch", {"checks": [a_check(), a_check(subject={"reference": SOMEBODY_ELSE})]}),
        ("/v1/disclosure-checks/simulations", {"check": a_check()}),
    ],
)
def test_a_request_repeated_after_a_rotation_is_still_the_same_request(
    gate: Service, path: str, body: dict[str, Any]
) -> None:
    first = body_of(gate.post(path, body, idempotency_key="one"), 201)
    use_keys(gate, "k2", "k1")
    assert body_of(gate.post(path, body, idempotency_key="one"), 201) == first
    assert gate.post(path, body | {"consistency": "strong"}, idempotency_key="one").status_code == 422


def test_a_simulation_is_kept_under_the_reference_of_the_state_it_was_made_on(gate: Service) -> None:
    use_keys(gate, "k2", "k1")
    gate.hear(a_state(OLD, 3, a_consent()))
    gate.beat()
    body_of(gate.post("/v1/disclosure-checks/simulations", {"check": a_check()}), 201)
    [row] = gate.rows("SELECT payload FROM decisions")
    event = orjson.loads(row.payload)
    assert (event["subject"], event["data"]["question"]["check"]["subject"]) == (OLD, {"reference": OLD})


def test_somebody_with_a_replacement_number_is_found_and_their_age_is_what_the_caller_says(gate: Service) -> None:
    named = {"replacement": {"kind": "d-ecpr", "number": "0203290WQ3", "issuer": "region-a"}}
    [reference] = keys("k1").named("aleris", named).references
    gate.hear(a_state(reference, 3, a_consent()))
    gate.beat()
    assert found_by(gate, named) == ("permit", 3, "copy")
    [row] = gate.rows("SELECT payload FROM decisions")
    assert "subject_born" not in orjson.loads(row.payload)["data"]["check"]
    assert b"0203290" not in bytes(row.payload)
