"""What went to whom is what the gate says; whatever else happens, nobody can say, and there is a reason."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.consent.clients.gate_connection import GateConnection
from services.consent.clients.permits_client import PermitsClient
from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.domain.scope import Item, Part, Recipient
from services.consent.use_cases.permits_port import NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD, PermitsUnknown
from shared.service_token import ServiceToken
from tests.servers.processes import free_port
from tests.unit.consent.gate_server import SECONDS, GateServer, running_gate

SEARCH = "/v1/consent-permits/search"
QUESTION = PermitsQuestion("hospital", "k1.somebody", "c-1", Part(items=(Item("dx"),)))
SAID: dict[str, Any] = {
    "recipient": {"kind": "insurer", "id": "insurer-a"},
    "purposes": ["insurance-payment"],
    "categories": ["dx"],
    "first_at": "2026-03-01T12:00:00Z",
    "last_at": "2026-03-02T12:00:00.5Z",
    "permits": 2,
}
Ask = Callable[[], list[PermitsToRecipient]]


@pytest.fixture
def server() -> Iterator[GateServer]:
    with running_gate() as server:
        yield server


@pytest.fixture
def ask(server: GateServer, tmp_path: Path) -> Ask:
    return lambda: client(server.url, tmp_path).relying_on(QUESTION, SECONDS)


def client(url: str, folder: Path) -> PermitsClient:
    secret = folder / "secret"
    secret.write_text("secret")
    token = ServiceToken(f"{url}/token", "consent-service", secret, "consent-permits:read")
    return PermitsClient(GateConnection(url, token))


def why_unknown(ask: Ask) -> str:
    with pytest.raises(PermitsUnknown) as found:
        ask()
    return found.value.reason


def test_what_the_gate_says_is_told(server: GateServer, ask: Ask) -> None:
    server.answers[SEARCH] = lambda: (200, json.dumps({"recipients": [SAID]}))
    assert ask() == [
        PermitsToRecipient(
            recipient=Recipient("insurer", "insurer-a"),
            purposes=("insurance-payment",),
            categories=("dx",),
            first_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
            last_at=datetime(2026, 3, 2, 12, 0, 0, 500_000, tzinfo=UTC),
            permits=2,
        )
    ]


@pytest.mark.parametrize("status", [401, 403])
def test_a_service_that_may_not_ask_says_so(server: GateServer, ask: Ask, status: int) -> None:
    server.answers[SEARCH] = lambda: (status, "{}")
    assert why_unknown(ask) == NOT_ALLOWED


@pytest.mark.parametrize("status", [404, 422, 500, 503])
def test_a_problem_is_no_answer(server: GateServer, ask: Ask, status: int) -> None:
    server.answers[SEARCH] = lambda: (status, "{}")
    assert why_unknown(ask) == NO_ANSWER


@pytest.mark.parametrize(
    "said", ["no JSON", "[]", "7", "{}", '{"recipients": 7}', json.dumps({"recipients": [SAID | {"first_at": "soon"}]})]
)
def test_what_is_no_list_of_recipients_is_not_guessed_at(server: GateServer, ask: Ask, said: str) -> None:
    server.answers[SEARCH] = lambda: (200, said)
    assert why_unknown(ask) == NOT_UNDERSTOOD


@pytest.mark.parametrize("slow", ["/token", SEARCH])
def test_nobody_waits_longer_than_was_said(server: GateServer, ask: Ask, slow: str) -> None:
    server.answers[slow] = server.hang
    began = time.monotonic()
    assert why_unknown(ask) == NO_ANSWER
    assert time.monotonic() - began < SECONDS


def test_a_gate_that_is_not_there_does_not_answer(tmp_path: Path) -> None:
    asked = client(f"http://127.0.0.1:{free_port()}", tmp_path)
    assert why_unknown(lambda: asked.relying_on(QUESTION, SECONDS)) == NO_ANSWER
