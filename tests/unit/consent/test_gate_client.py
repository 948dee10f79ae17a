"""What the gate says in time is believed; whatever else happens, it has said nothing."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.consent.clients.gate_client import GateClient
from services.consent.clients.gate_connection import GateConnection
from shared.service_token import ServiceToken
from tests.servers.processes import free_port
from tests.unit.consent.gate_server import SECONDS, GateServer, running_gate


@pytest.fixture
def server() -> Iterator[GateServer]:
    with running_gate() as server:
        yield server


@pytest.fixture
def ask(server: GateServer, tmp_path: Path) -> Callable[[], int]:
    """Ask with one client, always the same."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    token = ServiceToken(f"{server.url}/token", "consent-service", secret, "consent-copy:read")
    client = GateClient(GateConnection(server.url, token))
    return lambda: client.copied_version("hospital", "k1.somebody", SECONDS)


GATE = "/v1/consent-copies/read-version"


def test_the_version_that_the_gate_says_is_believed(server: GateServer, ask: Callable[[], int]) -> None:
    server.answers[GATE] = lambda: (200, '{"version": 7}')
    assert [ask(), ask()] == [7, 7]
    assert server.asked == ["/token", GATE, GATE]


@pytest.mark.parametrize("said", [(200, "[]"), (200, "{}"), (200, "7"), (200, "no JSON"), (403, "{}"), (503, "{}")])
def test_whatever_else_it_answers_says_nothing(
    server: GateServer, ask: Callable[[], int], said: tuple[int, str]
) -> None:
    server.answers[GATE] = lambda: said
    assert ask() == 0


@pytest.mark.parametrize("slow", ["/token", GATE])
def test_nobody_waits_longer_than_was_said_for_a_gate_or_an_issuer_that_hangs(
    server: GateServer, ask: Callable[[], int], slow: str
) -> None:
    server.answers[slow] = server.hang
    began = time.monotonic()
    assert ask() == 0
    # A slow machine may take a while to come back to it.
    assert time.monotonic() - began < 3 * SECONDS


def test_a_token_that_is_refused_is_fetched_anew(server: GateServer, ask: Callable[[], int]) -> None:
    answers = iter([(401, "{}"), (200, '{"version": 7}')])
    server.answers[GATE] = lambda: next(answers)
    assert [ask(), ask()] == [0, 7]
    assert server.asked == ["/token", GATE, "/token", GATE]


def test_a_gate_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    token = ServiceToken(f"{nobody}/token", "consent-service", tmp_path / "missing", "consent-copy:read")
    assert GateClient(GateConnection(nobody, token)).copied_version("hospital", "k1.somebody", SECONDS) == 0
