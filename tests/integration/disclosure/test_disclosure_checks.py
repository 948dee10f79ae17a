"""The HTTP API of the gate."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.integration.disclosure.service import CPR, Service, a_check, a_consent, a_state

CHECKS = "/v1/disclosure-checks"


def test_an_answer_is_in_the_database_before_it_is_given(gate: Service) -> None:
    gate.beat()
    decision = gate.check()
    [row] = gate.rows("SELECT id, topic, key, type, payload FROM decisions")
    event = json.loads(bytes(row.payload))
    assert (str(row.id), row.key, row.type) == (decision["id"], gate.reference, "DisclosureDecided")
    assert event["id"] == decision["id"]
    assert event["data"]["decision"] == decision


def test_no_cpr_number_is_kept_anywhere(gate: Service) -> None:
    gate.beat()
    gate.check()
    [row] = gate.rows("SELECT decisions::text AS everything, payload FROM decisions")
    assert CPR not in row.everything
    assert CPR.encode() not in bytes(row.payload)


def test_a_decision_is_read_back_as_it_was_given(gate: Service) -> None:
    gate.beat()
    created = gate.post(CHECKS, a_check())
    assert gate.get(created.location).get_json() == created.get_json()


def test_another_controllers_decision_looks_like_none(gate: Service) -> None:
    gate.beat()
    decision = gate.check()
    stranger = gate.issuer.token("disclosure:read", controllers=("another-hospital",))
    hidden, missing = gate.get(f"{CHECKS}/{decision['id']}", stranger), gate.get(f"{CHECKS}/{uuid4()}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.get_json()["detail"] == missing.get_json()["detail"]


def test_a_token_of_another_controller_may_not_ask(gate: Service) -> None:
    answer = gate.post(CHECKS, a_check(), gate.issuer.token("disclosure:check", controllers=("another-hospital",)))
    assert answer.status_code == 403
    assert gate.rows("SELECT id FROM decisions") == []


def test_a_batch_is_answered_in_order(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 1, a_consent()))
    gate.beat()
    checks = [a_check(items=[{"category": category}]) for category in ("dx", "notes", "proc")]
    answer = gate.post(f"{CHECKS}/batch", {"checks": checks})
    assert answer.status_code == 201
    decisions = answer.get_json()["decisions"]
    assert [decision["items"][0]["category"] for decision in decisions] == ["dx", "notes", "proc"]
    assert [decision["outcome"] for decision in decisions] == ["permit", "deny", "permit"]
    assert len({decision["id"] for decision in decisions}) == 3


def test_one_bad_check_stops_its_batch_and_is_named(gate: Service) -> None:
    answer = gate.post(f"{CHECKS}/batch", {"checks": [a_check(), a_check(purpose="curiosity")]})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == ["/checks/1/purpose"]
    assert gate.rows("SELECT id FROM decisions") == []


def test_more_than_a_thousand_checks_at_once_are_refused(gate: Service) -> None:
    answer = gate.post(f"{CHECKS}/batch", {"checks": [a_check()] * 1_001})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/checks")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"recipient": {"kind": "stranger"}}, "/recipient/kind"),
        ({"recipient": {"kind": "insurer", "country": "UK"}}, "/recipient/country"),
        ({"purpose": "curiosity"}, "/purpose"),
        ({"items": [{"category": "dx"}, {"category": "gossip"}]}, "/items/1/category"),
        ({"facts": {"moon.full": True}}, "/facts/moon.full"),
        ({"facts": {"course.open": "yes"}}, "/facts/course.open"),
        ({"channel": "pigeon"}, "/channel"),
        ({"subject_role": "bystander"}, "/subject_role"),
        ({"subject": {"cpr": "1"}}, "/subject/cpr"),
        ({"subject": {}}, "/subject"),
        ({"subject": {"cpr": CPR, "reference": "k1." + "a" * 32}}, "/subject"),
        ({"items": []}, "/items"),
        ({"purpose": None}, "/purpose"),
        ({"surprise": 1}, "/surprise"),
        ({"purpose": "insurance-payment\n"}, "/purpose"),
        ({"recipient": {"kind": "insurer", "id": CPR}}, "/recipient/id"),
        ({"items": [{"category": "dx", "course": "x-010101-1234"}]}, "/items/0/course"),
        ({"attestation": {"by": CPR, "profession": "physician", "at": "2026-11-20T09:00:00Z"}}, "/attestation/by"),
        ({"facts": {"payer": CPR}}, "/facts/payer"),
        ({"facts": {"payer": "x" * 101}}, "/facts/payer"),
        ({"subject_born": "2026-02-30"}, "/subject_born"),
        ({"subject_born": "2999-01-01"}, "/subject_born"),
        ({"attestation": {"by": "a", "profession": "physician", "at": "2026-11-20"}}, "/attestation/at"),
        ({"attestation": {"by": "a", "profession": "physician", "at": "2999-01-01T00:00:00Z"}}, "/attestation/at"),
        ({"facts": {"Payer": "insurer-a"}}, "/facts/Payer"),
        ({"facts": {"payer\n": "insurer-a"}}, "/facts/payer\n"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_decided(gate: Service, change: dict[str, object], pointer: str) -> None:
    gate.beat()
    answer = gate.post(CHECKS, a_check(**change))
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]
    assert gate.rows("SELECT id FROM decisions") == []


def test_an_unknown_controller_is_named(gate: Service) -> None:
    token = gate.issuer.token("disclosure:check", controllers=("nobody",))
    answer = gate.post(CHECKS, a_check(controller="nobody"), token)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/controller")


@pytest.mark.parametrize(
    "body", [b"", b"[" * 100_000, b"{", b"[]", b"null", b'"x"', b'{"controller": NaN}', b"\xff\xfe"]
)
def test_a_body_that_is_no_check_is_a_problem(gate: Service, body: bytes) -> None:
    answer = gate.post(CHECKS, body)
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"


def test_a_check_that_gives_a_key_twice_is_refused(gate: Service) -> None:
    body = json.dumps(a_check()).replace("{", '{"purpose": "treatment", ', 1)
    answer = gate.post(CHECKS, body.encode())
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/malformed-request")
    assert gate.rows("SELECT id FROM decisions") == []


def test_a_cpr_number_in_a_wrong_place_is_not_repeated(gate: Service) -> None:
    answer = gate.post(CHECKS, a_check(purpose=CPR, facts={CPR: True}))
    assert answer.status_code == 422
    assert CPR not in answer.get_data(as_text=True)


def test_the_same_key_and_check_get_the_same_answer_once(gate: Service) -> None:
    gate.beat()
    first, second = (gate.post(CHECKS, a_check(), Idempotency_Key="key-1").get_json() for _ in range(2))
    assert first == second
    assert len(gate.rows("SELECT id FROM decisions")) == 1


def test_a_batchs_key_brings_back_the_whole_batch(gate: Service) -> None:
    gate.beat()
    checks = {"checks": [a_check(items=[{"category": one}]) for one in ("dx", "proc", "notes")]}
    first, second = (gate.post(f"{CHECKS}/batch", checks, Idempotency_Key="key-1").get_json() for _ in range(2))
    assert first == second
    assert len(gate.rows("SELECT id FROM decisions")) == 3


def test_the_same_key_for_another_check_is_refused(gate: Service) -> None:
    gate.beat()
    gate.post(CHECKS, a_check(), Idempotency_Key="key-1")
    answer = gate.post(CHECKS, a_check(channel="letter"), Idempotency_Key="key-1")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_another_clients_key_is_another_key(gate: Service) -> None:
    gate.beat()
    other = gate.issuer.token("disclosure:check", controllers=("aleris",), client="another-system")
    mine = gate.post(CHECKS, a_check(), Idempotency_Key="key-1").get_json()
    theirs = gate.post(CHECKS, a_check(), other, Idempotency_Key="key-1").get_json()
    assert mine["id"] != theirs["id"]


@pytest.mark.parametrize("key", ["", "x" * 201, "two words", "æ", "010101-1234"])
def test_a_key_must_be_short_visible_and_nobodys_cpr_number(gate: Service, key: str) -> None:
    assert gate.post(CHECKS, a_check(), Idempotency_Key=key).status_code == 422


def test_a_key_raced_by_many_is_decided_once(gate: Service) -> None:
    gate.beat()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: gate.post(CHECKS, a_check(), Idempotency_Key="key-1"), range(24)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
    assert len(gate.rows("SELECT id FROM decisions")) == 1


def test_the_callers_trace_travels_with_the_event(gate: Service) -> None:
    gate.beat()
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    gate.post(CHECKS, a_check(), traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    [row] = gate.rows("SELECT traceparent FROM decisions")
    assert row.traceparent.split("-")[1] == trace


def test_a_pack_tells_the_words_it_knows(gate: Service) -> None:
    pack = gate.get("/v1/policy-packs/aleris").get_json()
    assert {"insurer", "own-gp"} <= pack["recipient_kinds"].keys()
    assert pack["recipient_kinds"]["own-gp"]["en"] != pack["recipient_kinds"]["own-gp"]["da"]
    assert pack["facts"]["course.open"]["type"] == "boolean"
    assert {"en", "da"} == pack["facts"]["course.open"]["meaning"].keys()
    assert {"en", "da"} == pack["obligations"]["inform-subject"].keys()
    assert {"en", "da"} == pack["reasons"]["consent-withdrawn"]["subject"].keys()
    [listed] = gate.get("/v1/policy-packs").get_json()["policy_packs"]
    assert listed["digest"] == pack["digest"]
    assert gate.get("/v1/policy-packs/nobody").status_code == 404


def test_a_minors_age_decides_who_may_consent_though_only_the_cpr_number_is_sent(gate: Service) -> None:
    child = "0101154111"
    reference = gate.reference_of(child)
    gate.hear(a_state(reference, 1, a_consent(given_by={"authority": "self"})))
    gate.beat()
    decision = gate.check(subject={"cpr": child})
    assert decision["items"][0]["reason"] == "consent-without-authority"


def test_an_adults_date_of_birth_is_not_kept(gate: Service) -> None:
    gate.beat()
    gate.check()
    [row] = gate.rows("SELECT payload FROM decisions")
    assert "subject_born" not in json.loads(bytes(row.payload))["data"]["check"]


def test_a_stated_date_of_birth_does_not_beat_the_cpr_number(gate: Service) -> None:
    child = "0101154111"
    gate.hear(a_state(gate.reference_of(child), 1, a_consent(given_by={"authority": "self"})))
    gate.beat()
    decision = gate.check(subject={"cpr": child}, subject_born="1980-01-01")
    assert decision["items"][0]["reason"] == "consent-without-authority"


def test_an_unknown_controller_is_named_whatever_the_token_is_bound_to(gate: Service) -> None:
    answer = gate.post(CHECKS, a_check(controller="nobody"))
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/controller")


def test_a_repeated_key_with_another_consistency_is_another_request(gate: Service) -> None:
    gate.beat()
    gate.post(CHECKS, a_check(), idempotency_key="key-1")
    answer = gate.post(CHECKS, a_check(consistency="strong"), idempotency_key="key-1")
    assert answer.get_json()["type"] == "/problems/idempotency-key-reused"
