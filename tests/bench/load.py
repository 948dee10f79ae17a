"""A load generator that costs little: one process, one thread, prepared bytes over kept-alive connections."""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

STATUS_LINE = slice(9, 12)
HEADER_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run of requests came to; latencies in seconds."""

    requests: int
    seconds: float
    latencies: list[float]

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        return sorted(self.latencies)[int(share * (len(self.latencies) - 1))]


@dataclass(slots=True)
class _Connection:
    link: socket.socket
    started: float = 0.0
    received: bytearray = field(default_factory=bytearray)


def http_request(path: str, token: str, body: bytes) -> bytes:
    """Return the bytes of a POST."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run_load(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Measured:
    """Send the requests round and round on so many connections, each waiting for its answer, for so long.

    Raises on the first answer that is not 201, since a run of refusals would measure nothing.
    """
    upcoming = _endless(requests)
    selector = selectors.DefaultSelector()
    for _ in range(connections):
        link = socket.create_connection(("127.0.0.1", port), timeout=10)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = _Connection(link)
        selector.register(link, selectors.EVENT_READ, connection)
        _send(connection, next(upcoming))
    latencies: list[float] = []
    begun = time.perf_counter()
    while (elapsed := time.perf_counter() - begun) < seconds:
        for key, _ in selector.select(timeout=10):
            if _answered(key.data):
                latencies.append(time.perf_counter() - key.data.started)
                _send(key.data, next(upcoming))
    for key in list(selector.get_map().values()):
        key.data.link.close()
    return Measured(len(latencies), elapsed, latencies)


def _endless(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


def _send(connection: _Connection, request: bytes) -> None:
    connection.received.clear()
    connection.started = time.perf_counter()
    connection.link.sendall(request)


def _answered(connection: _Connection) -> bool:
    part = connection.link.recv(262_144)
    if not part:
        raise ConnectionError("the server closed the connection")
    connection.received += part
    head, found, body = connection.received.partition(HEADER_END)
    if not found:
        return False
    if head[STATUS_LINE] != b"201":
        raise RuntimeError(bytes(connection.received[:600]).decode(errors="replace"))
    return len(body) >= _content_length(bytes(head))


def _content_length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
