"""From a withdrawal to its recipients being told, at a controller that promises so, through real processes."""

from typing import Any

from tests.journeys.client import Client
from tests.servers.processes import wait_for
from tests.servers.stack import Stack

USER = {"cpr": "0909091234"}
APP = {"kind": "business-partner", "id": "fit-app"}
CONSENT = {
    "controller": "liva",
    "subject": USER,
    "given_at": "2026-11-01T09:00:00+01:00",
    "given_by": {"authority": "self"},
    "form": "written",
    "expression": "explicit",
    "channel": "self-service",
    "text": {"id": "share-for-own-purposes", "version": "1", "language": "da"},
    "scope": {"recipients": [APP], "purposes": ["private-request"], "items": [{"category": "habits"}]},
}
CHECK = {
    "controller": "liva",
    "subject": USER,
    "subject_role": "user",
    "recipient": APP | {"country": "DK"},
    "purpose": "private-request",
    "items": [{"category": "habits"}],
    "channel": "electronic",
}


def test_whoever_got_data_because_of_a_withdrawn_consent_is_recalled_and_the_audit_log_shows_it(stack: Stack) -> None:
    client = Client(stack)
    consent = client.created("consent", "/v1/consents", CONSENT, "consent-desk")
    wait_for(lambda: _permitted(client), "the consent reaches the gate")
    withdrawal = client.withdraw(consent, {})
    recall = wait_for(lambda: _recalls(client), "the recipient is found")[0]
    assert (recall["withdrawal"], recall["recipient"], recall["status"]) == (
        withdrawal["id"],
        CHECK["recipient"],
        "open",
    )
    sent = client.ask("consent", f"/v1/recalls/{recall['id']}/sent", {"channel": "letter"}, "consent-desk")
    assert sent.json()["status"] == "sent"
    wait_for(lambda: _types(client) >= {"ConsentWithdrawn", "RecallOpened", "RecallSent"}, "the log has it all")


def _permitted(client: Client) -> bool:
    decision = client.created("disclosure", "/v1/disclosure-checks", CHECK, "coaching-platform")
    return bool(decision["outcome"] == "permit")


def _recalls(client: Client) -> list[Any]:
    search = {"controller": "liva", "subject": USER}
    found: list[Any] = client.ask("consent", "/v1/recalls/search", search, "consent-desk").json()["recalls"]
    return found


def _types(client: Client) -> set[str]:
    return {entry["type"] for entry in client.search(subject=USER, controller="liva")}
