"""When something the gate needs is missing, it refuses or does not answer; it never permits."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.journeys.client import PATIENT, Client, a_check
from tests.servers.processes import wait_for
from tests.servers.stack import Stack


def test_without_its_database_the_gate_answers_with_a_problem_and_no_permit(stack: Stack) -> None:
    client = Client(stack)
    stack.postgresql.crash()
    try:
        answers = [
            client.ask("disclosure", "/v1/disclosure-checks", a_check(PATIENT, ["dx"]), "journal-system")
            for _ in range(5)
        ]
    finally:
        stack.postgresql.start()
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["type"] for answer in answers} == {"/problems/dependency-unavailable"}
    wait_for(lambda: _answers(client), "the gate answers again by itself")


def test_with_consent_and_broker_both_silent_nothing_is_permitted_on_consent(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "1008081234"}
    client.give_consent(patient)
    wait_for(lambda: client.check(patient)["outcome"] == "permit", "the consent reaches the gate")
    stack.kill("broker")
    stack.kill("consent")
    try:
        denied = wait_for(lambda: _denied(client, patient), "the lease runs out")
        duty = client.check(patient, ["dx"], **REPORT)
    finally:
        stack.start("broker")
        stack.start("consent")
        stack.wait_until_ready()
    assert {item["reason"] for item in denied["items"]} == {"consent-state-stale"}
    assert duty["outcome"] == "permit"
    wait_for(lambda: client.check(patient)["outcome"] == "permit", "the copy is fresh again")


def test_with_only_the_broker_silent_the_gate_asks_the_consent_service(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "1009091234"}
    stack.kill("broker")
    try:
        client.give_consent(patient)
        decision = wait_for(lambda: _strongly_read(client, patient), "the lease runs out")
    finally:
        stack.start("broker")
    assert decision["outcome"] == "permit"


def test_many_withdrawals_at_once_do_not_wait_for_one_another_where_none_can_be_confirmed(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "1110101234"}
    consents = [client.give_consent(patient) for _ in range(24)]
    stack.kill("consent-relay")
    try:
        with ThreadPoolExecutor(len(consents)) as pool:
            seconds = list(pool.map(lambda consent: _seconds_of_withdrawing(client, consent), consents))
    finally:
        stack.start("consent-relay")
    # One lease and one clock margin are two and a half seconds; whoever waited for others would take as long again.
    assert 2.5 <= max(seconds) < 5


REPORT = {
    "recipient": {"kind": "national-patient-register", "country": "DK"},
    "purpose": "mandatory-reporting",
    "facts": {"course.agreement": "none"},
}


def _answers(client: Client) -> bool:
    return client.ask("disclosure", "/v1/disclosure-checks", a_check(PATIENT, ["dx"]), "journal-system").ok


def _denied(client: Client, patient: dict[str, str]) -> object:
    decision = client.check(patient)
    return decision if decision["outcome"] == "deny" else None


def _strongly_read(client: Client, patient: dict[str, str]) -> object:
    decision = client.check(patient)
    return decision if decision["consent_state_source"] == "strong-read" else None


def _seconds_of_withdrawing(client: Client, consent: Any) -> float:
    began = time.monotonic()
    assert client.withdraw(consent, {})["effective"]["how"] == "lease-passed"
    return time.monotonic() - began
