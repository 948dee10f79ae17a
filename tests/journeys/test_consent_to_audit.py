"""From a consent to a decision to the audit log, through real processes."""

from typing import Any

from tests.journeys.client import INSURER, PATIENT, Client
from tests.servers.processes import wait_for
from tests.servers.stack import Stack


def test_a_withdrawn_part_is_no_longer_permitted_and_the_audit_log_shows_both_answers(stack: Stack) -> None:
    client = Client(stack)
    consent = client.give_consent()
    before = wait_for(lambda: _permitted(client), "the consent reaches the gate")
    client.withdraw(consent, {"items": [{"category": "proc"}]})
    after = wait_for(lambda: _partly_permitted(client), "the withdrawal reaches the gate")
    assert [item["outcome"] for item in after["items"]] == ["permit", "deny"]
    assert after["items"][1]["reason"] == "consent-withdrawn"
    assert client.entry(before["id"])["outcome"] == "permit"
    assert client.entry(after["id"])["outcome"] == "partial"


def test_before_withdrawing_a_person_is_shown_what_went_to_whom_and_the_audit_log_knows_what_was_shown(
    stack: Stack,
) -> None:
    client = Client(stack)
    patient = {"cpr": "0808081234"}
    consent = client.give_consent(patient)
    decided = wait_for(lambda: _permitted(client, patient), "the consent reaches the gate")
    shown = client.preview_withdrawal(consent, {"items": [{"category": "proc"}]})
    (went,) = shown["already_went"]["recipients"]
    assert (went["recipient"], went["categories"]) == (INSURER, ["proc"])
    assert went["last_at"][:19] == decided["evaluated_at"][:19]
    client.withdraw(consent, {"items": [{"category": "proc"}]}, shown_sha256=shown["digest"])
    found = wait_for(lambda: _withdrawals(client, patient), "the withdrawal reaches the log")
    assert client.show(found[0]["id"])["event"]["data"]["shown_sha256"] == shown["digest"]


def test_a_changed_consent_is_in_the_audit_log(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "0202021234"}
    consent = client.give_consent(patient)
    client.withdraw(consent, {})
    found = wait_for(lambda: _types(client, patient, 2), "both events reach the log")
    assert found == ["ConsentWithdrawn", "ConsentGiven"]


def test_a_refused_consent_permits_nothing_and_is_in_the_audit_log(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "0404041234"}
    refused = client.refuse_consent(patient)
    assert (refused["status"], client.check(patient)["outcome"]) == ("refused", "deny")
    found = wait_for(lambda: _types(client, patient, 2), "both events reach the log")
    assert sorted(found) == ["ConsentRefused", "DisclosureDecided"]
    client.give_consent(patient)
    wait_for(lambda: client.check(patient)["outcome"] == "permit", "the later consent reaches the gate")


def test_imported_consents_permit_and_are_in_the_audit_log_and_are_not_imported_twice(stack: Stack) -> None:
    client = Client(stack)
    patients = [{"cpr": "0505041234"}, {"cpr": "0505051234"}]
    assert client.import_consents(patients)["accepted"] == 2
    assert client.import_consents(patients)["already_there"] == 2
    for patient in patients:
        wait_for(lambda patient=patient: client.check(patient)["outcome"] == "permit", "it reaches the gate")
        given = wait_for(lambda patient=patient: _entries_of_consents(client, patient), "it reaches the log")
        assert [entry["type"] for entry in given] == ["ConsentGiven"]


def test_what_is_tried_out_is_in_the_audit_log_as_a_simulation(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "0303031234"}
    decision = client.check(patient)
    simulated = client.simulate(patient)
    wait_for(lambda: _types(client, patient, 2), "both events reach the log")
    decisions, simulations = (
        client.search(subject=patient, controller="aleris", kind=kind) for kind in ("decision", "simulation")
    )
    assert [entry["id"] for entry in decisions] == [decision["id"]]
    assert [entry["id"] for entry in simulations] == [simulated["simulation_id"]]
    compared = client.compare()
    found = wait_for(lambda: _comparisons(client), "the comparison reaches the log")
    assert compared["simulation_id"] in {entry["id"] for entry in found}


def test_the_rules_for_the_dead_hold_once_a_death_is_on_record(stack: Stack) -> None:
    client = Client(stack)
    patient = {"cpr": "1111031234"}
    client.give_consent(patient)
    wait_for(lambda: _permitted(client, patient), "the consent reaches the gate")
    named = {"controller": "aleris", "subject": patient}
    death = client.created("consent", "/v1/deaths", {**named, "died_on": "2026-11-02"}, "consent-desk")
    assert death["effective"]["how"] in ("confirmed", "lease-passed")
    decision = client.check(patient)
    assert (decision["outcome"], decision["judged_as"]) == ("deny", "deceased-patient")
    wait_for(lambda: client.search(subject=patient, controller="aleris", type="DeathRecorded"), "it reaches the log")


def _entries_of_consents(client: Client, patient: dict[str, str]) -> list[Any]:
    return client.search(subject=patient, controller="aleris", kind="consent")


def _comparisons(client: Client) -> list[object]:
    entries = client.search(controller="aleris", kind="simulation")
    return [entry for entry in entries if entry["subject"] is None]


def _withdrawals(client: Client, patient: dict[str, str]) -> list[Any]:
    return client.search(subject=patient, controller="aleris", type="ConsentWithdrawn")


def _permitted(client: Client, patient: dict[str, str] = PATIENT) -> Any:
    decision = client.check(patient)
    return decision if decision["outcome"] == "permit" else None


def _partly_permitted(client: Client) -> object:
    decision = client.check()
    return decision if decision["outcome"] == "partial" else None


def _types(client: Client, patient: dict[str, str], count: int) -> list[str] | None:
    entries = client.search(subject=patient, controller="aleris")
    return [entry["type"] for entry in entries] if len(entries) >= count else None
