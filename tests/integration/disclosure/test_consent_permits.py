"""To whom data were let go because of one consent is told from the decisions themselves."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.disclosure.service import Service, a_check, a_consent, a_state
from tests.servers.service_client import body_of

PATH = "/v1/consent-permits/search"
CONSENT = a_consent()["id"]
ANOTHER = "5e3b9a0e-0000-7000-8000-000000000002"
DX, PROC = ({"category": name, "course": "K1"} for name in ("dx", "proc"))
INSURERS = [{"kind": "insurer", "id": f"insurer-{name}"} for name in "ab"]


@pytest.fixture
def relying(gate: Service) -> Service:
    """A gate that knows of a consent to two insurers, and lets data go because of it."""
    scope = a_consent()["scope"] | {"recipients": INSURERS}
    gate.hear(a_state(gate.reference, 1, a_consent(scope=scope)))
    gate.beat()
    return gate


def permitted(gate: Service, insurer: str, *items: dict[str, Any]) -> dict[str, Any]:
    recipient = {"kind": "insurer", "id": insurer, "country": "DK"}
    decision = gate.check(recipient=recipient, items=list(items), facts={"payer": insurer, "course.open": True})
    assert {item.get("consent") for item in decision["items"]} == {CONSENT}
    return decision


def permits(gate: Service, **said: Any) -> list[dict[str, Any]]:
    body = {"controller": "aleris", "subject": gate.reference, "consent": CONSENT} | said
    token = gate.issuer.token("consent-permits:read", controllers=("aleris",))
    found: list[dict[str, Any]] = body_of(gate.post(PATH, body, token))["recipients"]
    return found


def test_each_recipient_is_named_with_what_it_was_let_have_and_when(relying: Service) -> None:
    first = permitted(relying, "insurer-a", DX)
    relying.clock.now += timedelta(seconds=1)
    last = permitted(relying, "insurer-a", PROC)
    assert permits(relying) == [
        {
            "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
            "purposes": ["insurance-payment"],
            "categories": ["dx", "proc"],
            "first_at": first["evaluated_at"],
            "last_at": last["evaluated_at"],
            "permits": 2,
        }
    ]


def test_recipients_come_in_the_order_in_which_they_were_first_let_have_anything(relying: Service) -> None:
    for insurer in ("insurer-b", "insurer-a", "insurer-b"):
        permitted(relying, insurer, DX)
        relying.clock.now += timedelta(milliseconds=1)
    assert [(one["recipient"]["id"], one["permits"]) for one in permits(relying)] == [
        ("insurer-b", 2),
        ("insurer-a", 1),
    ]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({}, {"insurer-a": ["dx"], "insurer-b": ["dx", "proc"]}),
        ({"items": [{"category": "proc"}]}, {"insurer-b": ["proc"]}),
        ({"recipients": [{"kind": "insurer", "id": "insurer-a"}]}, {"insurer-a": ["dx"]}),
        ({"items": [{"category": "dx", "course": "K2"}]}, {}),
        ({"purposes": ["treatment"]}, {}),
        ({"channels": ["electronic"]}, {"insurer-a": ["dx"], "insurer-b": ["dx", "proc"]}),
        ({"channels": ["phone"]}, {}),
    ],
)
def test_of_a_part_only_what_its_withdrawal_would_have_stopped_is_told(
    relying: Service, part: dict[str, Any], told: dict[str, list[str]]
) -> None:
    permitted(relying, "insurer-a", DX)
    permitted(relying, "insurer-b", DX, PROC)
    assert {one["recipient"]["id"]: one["categories"] for one in permits(relying, part=part)} == told


def test_what_was_denied_or_went_without_the_consent_is_not_told(relying: Service) -> None:
    assert relying.check(items=[{"category": "notes", "course": "K1"}])["outcome"] == "deny"
    permitted(relying, "insurer-a", DX)
    assert permits(relying, consent=ANOTHER) == []
    assert permits(relying)[0]["categories"] == ["dx"]


def test_simulations_let_nothing_go(relying: Service) -> None:
    body_of(relying.post("/v1/disclosure-checks/simulations", {"check": a_check()}), 201)
    assert permits(relying) == []


def test_many_decisions_are_counted_to_the_last(relying: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.disclosure.use_cases.list_consent_permits.PAGE", 2)
    for _ in range(5):
        permitted(relying, "insurer-a", DX)
    assert permits(relying)[0]["permits"] == 5


def test_nobody_asks_about_another_controllers_subjects(gate: Service) -> None:
    body = {"controller": "danmark", "subject": gate.reference, "consent": CONSENT}
    assert gate.post(PATH, body, gate.issuer.token("consent-permits:read", controllers=("aleris",))).status_code == 403
