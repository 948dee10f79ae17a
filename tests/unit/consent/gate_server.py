"""The gate and the issuer of tokens as the consent service's clients meet them, over a real socket."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

SECONDS = 0.8
A_TOKEN = json.dumps({"access_token": "secret", "expires_in": 3600})
Answer = Callable[[], tuple[int, str]]


class GateServer:
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
def running_gate() -> Iterator[GateServer]:
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
        server = GateServer(f"http://127.0.0.1:{listening.server_port}")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()
            thread.join()
