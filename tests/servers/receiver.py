"""Somebody on loopback who is told of changes by webhook, and answers as the test wants."""

import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread


@dataclass(frozen=True)
class Message:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers.get("webhook-id", "")


class Receiver:
    """Keeps what it is sent; `answer` says with which status, and may take its time. While `held`, it waits."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.messages: list[Message] = []
        self.answer: Callable[[Message], int] = lambda _: 204
        self.most_at_once = 0
        self._at_once: Counter[str] = Counter()
        self._lock = Lock()
        self._released = Event()
        self._released.set()

    def hold(self) -> None:
        """Answer nobody until `release`."""
        self._released.clear()

    def release(self) -> None:
        self._released.set()

    def ids(self) -> list[str]:
        with self._lock:
            return [message.id for message in self.messages]

    def receive(self, message: Message) -> int:
        with self._lock:
            self.messages.append(message)
            self._at_once[message.id] += 1
            self.most_at_once = max(self.most_at_once, self._at_once[message.id])
        try:
            self._released.wait(60)
            return self.answer(message)
        finally:
            with self._lock:
                self._at_once[message.id] -= 1


@contextmanager
def running_receiver(certificate: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Listen until the block ends."""

    class Told(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status = receiver.receive(Message(self.path, dict(self.headers.items()), body))
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{receiver.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 50

        def handle_error(self, *_: object) -> None:
            """Senders that are killed break off in the middle."""

    with Server(("127.0.0.1", 0), Told) as server:
        if certificate:
            server.socket = certificate.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https" if certificate else "http"
        receiver = Receiver(f"{scheme}://localhost:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.release()
            server.shutdown()
            thread.join()
