"""Checks that are tried out: at any moment, with drafts, by a draft pack."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared.policy_packs.load import PACKS_FOLDER
from tests.integration.disclosure.service import CPR, Service, a_check, a_consent, a_state
from tests.integration.disclosure.simulations import CHECKS, a_draft, a_question
from tests.servers.service_client import body_of

SIMULATIONS = f"{CHECKS}/simulations"
PACK = (PACKS_FOLDER / "aleris" / "pack.yaml").read_text(encoding="utf-8")


def simulate(gate: Service, **said: Any) -> dict[str, Any]:
    """Return the answer to a check that needs a consent."""
    answer: dict[str, Any] = body_of(gate.post(SIMULATIONS, a_question() | said), 201)
    return answer


def test_a_check_is_answered_as_it_would_be_decided(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    decision, simulated = gate.check(), simulate(gate)
    said_once = {"id", "simulation", "simulation_id", "evaluated_at"}
    assert {k: v for k, v in simulated.items() if k not in said_once} == {
        k: v for k, v in decision.items() if k not in said_once
    }
    assert simulated["simulation"] is True


def test_a_simulation_is_no_decision(gate: Service) -> None:
    gate.beat()
    simulated = simulate(gate)
    assert "id" not in simulated
    assert gate.get(f"{CHECKS}/{simulated['simulation_id']}").status_code == 404


def test_the_event_of_a_simulation_is_written_before_it_is_answered_and_says_what_it_is(gate: Service) -> None:
    gate.beat()
    simulated = simulate(gate, given={"consents": [a_draft()]})
    [row] = gate.rows("SELECT id, topic, key, type, payload, decisions::text AS everything FROM decisions")
    data = json.loads(bytes(row.payload))["data"]
    assert (str(row.id), row.key, row.type) == (simulated["simulation_id"], gate.reference, "DisclosureSimulated")
    assert row.topic == "disclosure.decisions.v1"
    assert data["answer"] == simulated
    assert data["question"]["kind"] == "check"
    assert data["question"]["given"]["consents"] == [a_draft()]
    assert "decision" not in data
    assert CPR not in row.everything
    assert CPR.encode() not in bytes(row.payload)


def test_a_draft_consent_is_added_to_what_is_on_file(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3))
    gate.beat()
    assert simulate(gate)["outcome"] == "deny"
    with_draft = simulate(gate, given={"consents": [a_draft()]})
    assert (with_draft["outcome"], with_draft["items"][0]["consent"]) == ("permit", "consent-1")
    assert (with_draft["consent_state"], with_draft["consent_state_source"]) == (3, "copy")


def test_drafts_alone_count_when_what_is_on_file_is_left_out(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    without = simulate(gate, on_file="without")
    assert (without["outcome"], without["consent_state"], without["consent_state_source"]) == ("deny", 0, "draft")


def test_nobody_need_be_named_when_what_is_on_file_is_left_out(gate: Service) -> None:
    answer = simulate(gate, **a_question("subject"), on_file="without", given={"consents": [a_draft()]})
    assert answer["outcome"] == "permit"
    [row] = gate.rows("SELECT key, payload FROM decisions")
    assert json.loads(bytes(row.payload))["subject"] is None


def test_a_draft_objection_stands_against_what_is_on_file(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    objection = {"kind": "refusal", "raised_at": "2026-11-01T09:00:00Z", "part": {"items": [{"category": "dx"}]}}
    answer = simulate(gate, given={"objections": [objection]})
    assert (answer["outcome"], answer["items"][0]["objection"]) == ("deny", "objection-1")


def test_a_draft_delegation_is_understood(gate: Service) -> None:
    delegation = {
        "kind": "power-of-attorney",
        "delegate": {"kind": "relative", "id": "bo"},
        "from": "2026-01-01",
        "part": {"items": [{"category": "dx", "period": {"from": "2025-01-01"}}]},
    }
    gate.beat()
    assert simulate(gate, given={"delegations": [delegation]})["simulation"] is True


def test_any_moment_may_be_asked_about(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    lapsed = simulate(gate, at="2027-06-01T00:00:00+02:00")
    assert lapsed["items"][0]["reason"] == "consent-lapsed"
    assert lapsed["evaluated_at"] == "2027-05-31T22:00:00Z"
    assert simulate(gate, at="2027-05-31T23:59:59+02:00")["outcome"] == "permit"


def test_without_any_word_of_the_subject_drafts_change_nothing(gate: Service) -> None:
    answer = simulate(gate, given={"consents": [a_draft()]})
    assert (answer["items"][0]["reason"], answer["consent_state_source"]) == ("consent-state-stale", "none")


def test_a_draft_pack_takes_the_place_of_files_of_the_pack_in_force(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    in_force, empty = simulate(gate), simulate(gate, draft_pack={"consents.yaml": "consents: []"})
    assert (in_force["outcome"], empty["outcome"]) == ("permit", "deny")
    assert in_force["pack"]["digest"] != empty["pack"]["digest"]
    [_, row] = gate.rows("SELECT payload FROM decisions ORDER BY seq")
    assert json.loads(bytes(row.payload))["data"]["question"]["draft_pack"] == ["consents.yaml"]


def test_a_draft_pack_may_leave_out_a_rule_that_a_row_asks_for(gate: Service) -> None:
    gate.beat()
    assert simulate(gate, draft_pack={"bases.yaml": "bases: []"})["simulation"] is True


def test_drafts_are_read_as_they_stand_in_the_cases_of_a_pack(gate: Service) -> None:
    taken_back = {"at": "2026-11-02T09:00:00Z", "channel": "phone"}
    consent = a_draft(
        form="oral", form_exemption="Rings from a hospital bed", channel="phone", withdrawals=[taken_back]
    )
    no = {"kind": "refusal", "raised_at": "2026-11-01T09:00:00Z", "channel": "letter"}
    given = {"consents": [consent], "objections": [no]}

    assert gate.post(SIMULATIONS, a_question() | {"given": given}).status_code == 201


@pytest.mark.parametrize(
    ("given_at", "outcome"),
    [
        ("2026-11-20", "permit"),
        ("2026-11-21", "deny"),
        ("2026-11-19 23:59", "permit"),
        ("2026-11-20T00:00:00+01:00", "permit"),
    ],
)
def test_a_draft_of_a_day_counts_from_its_first_moment_in_denmark(gate: Service, given_at: str, outcome: str) -> None:
    asked = {
        "at": "2026-11-20T00:00:00+01:00",
        "on_file": "without",
        "given": {"consents": [a_draft(given_at=given_at)]},
    }
    answer = simulate(gate, check=a_check(attestation=None), **asked)
    assert answer["outcome"] == outcome


def test_a_token_of_another_controller_may_not_simulate(gate: Service) -> None:
    token = gate.issuer.token("disclosure:simulate", controllers=("another-hospital",))
    assert gate.post(SIMULATIONS, a_question(), token).status_code == 403


def test_the_same_key_with_the_same_question_gets_the_same_answer(gate: Service) -> None:
    gate.beat()
    first, second = (gate.post(SIMULATIONS, a_question(), idempotency_key="key-1").get_json() for _ in range(2))
    assert first == second
    assert len(gate.rows("SELECT id FROM decisions")) == 1


def test_a_key_of_a_check_is_not_that_of_a_simulation(gate: Service) -> None:
    gate.beat()
    gate.post(CHECKS, a_check(), idempotency_key="key-1")
    answer = gate.post(SIMULATIONS, a_question(), idempotency_key="key-1")
    assert answer.get_json()["type"] == "/problems/idempotency-key-reused"


def test_a_key_raced_by_many_is_kept_once(gate: Service) -> None:
    gate.beat()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: gate.post(SIMULATIONS, a_question(), Idempotency_Key="key-1"), range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["simulation_id"] for answer in answers}) == 1
