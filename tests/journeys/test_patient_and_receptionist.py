"""A patient at home and a receptionist at the desk, through real processes."""

from typing import Any

from deploy.local.invented_people import invented_cpr
from tests.journeys.client import Client
from tests.servers.processes import wait_for
from tests.servers.stack import Stack

PATIENT = {"cpr": invented_cpr(0)}
SEARCH = {"controller": "aleris", "subject": PATIENT}


def test_a_patient_sees_and_withdraws_what_was_given_at_the_desk_and_reaches_nobody_else(stack: Stack) -> None:
    client = Client(stack)
    consent, others = client.give_consent(PATIENT), client.give_consent({"cpr": "0606061234"})
    found = client.ask("consent", "/v1/consents/search", SEARCH, "patient").json()["consents"]
    assert consent["id"] in [each["id"] for each in found]
    answers = {each["id"]: _withdraw(client, each, "patient") for each in (consent, others)}
    assert (answers[consent["id"]].status_code, answers[others["id"]].status_code) == (201, 404)
    assert "recorded_by_staff" not in answers[consent["id"]].json()


def test_the_audit_log_shows_which_receptionist_acted_for_a_patient(stack: Stack) -> None:
    client = Client(stack)
    subject = {"cpr": "0707071234"}
    withdrawn = _withdraw(client, client.give_consent(subject), "receptionist")
    assert withdrawn.json()["recorded_by_staff"] == "receptionist"
    entry = wait_for(lambda: _withdrawal(client, subject), "the withdrawal reaches the log")
    shown = client.show(entry["id"])["event"]["data"]
    assert (shown["client"], shown["staff"]) == ("reception-screen", "receptionist")


def _withdraw(client: Client, consent: dict[str, Any], persona: str) -> Any:
    said = {"channel": "self-service" if persona == "patient" else "desk"}
    return client.ask("consent", f"/v1/consents/{consent['id']}/withdrawals", said, persona)


def _withdrawal(client: Client, subject: dict[str, str]) -> Any:
    found = client.search(subject=subject, controller="aleris", type="ConsentWithdrawn")
    return found[0] if found else None
