"""What the gate says in time is believed; whatever else happens, it has said nothing."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from services.consent.clients.gate_client import GateClient
from shared.service_token import ServiceToken
from tests.servers.processes import free_port

SECONDS = 0.8
A_TOKEN = json.dumps({"access_token": "secret", "expires_in": 3600})
Answer = Callable[[], tuple[int, str]]


class Server:
    """The gate and the issuer of tokens in one: `answers` says what each path is answered with."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {"/token": lambda: (200, A_TOKEN)}
        self.over = Event()

    def hang(self) -> tuple[int, str]:
        """Answer after everybody has lost patience."""
        self.over.wait(10 * SECONDS)
        return 200, '{"version": 7}'


@contextmanager
def running_server() -> Iterator[Server]:
    class Asked(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append(self.path)
            status, body = server.answers[self.path]()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Listening(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Who has lost patience is gone."""

    with Listening(("127.0.0.1", 0), Asked) as listening:
        server = Server(f"http://127.0.0.1:{listening.server_port}")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()
            thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture
def ask(server: Server, tmp_path: Path) -> Callable[[], int]:
    """Ask with one client, always the same."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    client = GateClient(server.url, ServiceToken(f"{server.url}/token", "consent-service", secret, "consent-copy:read"))
    return lambda: client.copied_version("hospital", "k1.somebody", SECONDS)


GATE = "/v1/consent-copies/read-version"


def test_the_version_that_the_gate_says_is_believed(server: Server, ask: Callable[[], int]) -> None:
    server.answers[GATE] = lambda: (200, '{"version": 7}')
    assert [ask(), ask()] == [7, 7]
    assert server.asked == ["/token", GATE, GATE]


@pytest.mark.parametrize("said", [(200, "[]"), (200, "{}"), (200, "7"), (200, "no JSON"), (403, "{}"), (503, "{}")])
def test_whatever_else_it_answers_says_nothing(server: Server, ask: Callable[[], int], said: tuple[int, str]) -> None:
    server.answers[GATE] = lambda: said
    assert ask() == 0


@pytest.mark.parametrize("slow", ["/token", GATE])
def test_nobody_waits_longer_than_was_said_for_a_gate_or_an_issuer_that_hangs(
    server: Server, ask: Callable[[], int], slow: str
) -> None:
    server.answers[slow] = server.hang
    began = time.monotonic()
    assert ask() == 0
    # A slow machine may take a while to come back to it.
    assert time.monotonic() - began < 3 * SECONDS


def test_a_token_that_is_refused_is_fetched_anew(server: Server, ask: Callable[[], int]) -> None:
    answers = iter([(401, "{}"), (200, '{"version": 7}')])
    server.answers[GATE] = lambda: next(answers)
    assert [ask(), ask()] == [0, 7]
    assert server.asked == ["/token", GATE, "/token", GATE]


def test_a_gate_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    token = ServiceToken(f"{nobody}/token", "consent-service", tmp_path / "missing", "consent-copy:read")
    assert GateClient(nobody, token).copied_version("hospital", "k1.somebody", SECONDS) == 0
