"""Sends one message to a receiver, within a bounded time, and to no address that is not allowed."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import SplitResult, urlsplit

from services.consent.domain.address_rules import AddressRules
from services.consent.domain.webhook import Answer, Outcome

SocketT = TypeVar("SocketT", bound=socket.socket)


class ForbiddenAddress(Exception):
    """The receiver's name leads to no address that a message may be sent to."""


class HttpReceiver:
    """The port Receiver. Follows no redirect, uses no proxy, and reads nothing of the answer but its status."""

    def __init__(self, addresses: AddressRules) -> None:
        self._addresses = addresses
        self._tls = ssl.create_default_context()

    def send(self, url: str, headers: Mapping[str, str], body: bytes, seconds: float) -> Answer:
        """Send a message and return how it was answered; never raises for what a receiver does."""
        with _Deadline(seconds) as deadline:
            try:
                status = self._post(urlsplit(url), headers, body, deadline)
            except Exception as error:
                return Answer(Outcome.TIMED_OUT if deadline.is_past() else _outcome(error))
            # What a connection that was cut off has sent so far may look like a whole answer.
            if deadline.is_past():
                return Answer(Outcome.TIMED_OUT)
        return Answer(Outcome.DELIVERED if 200 <= status < 300 else Outcome.REFUSED, status)

    def _post(self, url: SplitResult, headers: Mapping[str, str], body: bytes, deadline: "_Deadline") -> int:
        connection = http.client.HTTPConnection(_host(url), _port(url))
        # Already connected, to the address that was looked at: the name is not resolved a second time.
        connection.sock = self._connect(url, deadline)
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        connection.request("POST", target, body, {"Host": url.netloc, **headers})
        with connection.getresponse() as response:
            return response.status

    def _connect(self, url: SplitResult, deadline: "_Deadline") -> socket.socket:
        connected = deadline.watch(self._reach(url, deadline))
        if url.scheme == "http":
            return connected
        # The certificate must be for the name in the URL, whatever address that led to.
        secured = self._tls.wrap_socket(connected, server_hostname=_host(url), do_handshake_on_connect=False)
        deadline.watch(secured).do_handshake()
        return secured

    def _reach(self, url: SplitResult, deadline: "_Deadline") -> socket.socket:
        failure: Exception = ForbiddenAddress()
        for address in self._allowed_addresses(url):
            try:
                return socket.create_connection((address, _port(url)), timeout=deadline.left())
            except OSError as error:
                failure = error
        raise failure

    def _allowed_addresses(self, url: SplitResult) -> list[str]:
        found = socket.getaddrinfo(_host(url), _port(url), type=socket.SOCK_STREAM)
        addresses = dict.fromkeys(str(place[0]) for *_, place in found)
        return [address for address in addresses if self._addresses.allow(ip_address(address))]


class _Deadline:
    """Cuts the connection off when the time is up: a receiver may send a byte now and then for ever.

    Closes it in any case.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._watched: socket.socket | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._watched is not None:
            self._watched.close()

    def watch(self, connected: SocketT) -> SocketT:
        self._watched = connected
        connected.settimeout(self.left())
        return connected

    def left(self) -> float:
        """Return the seconds left, or raise TimeoutError."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def is_past(self) -> bool:
        return time.monotonic() >= self._ends

    def _cut(self) -> None:
        if self._watched is not None:
            with suppress(OSError):
                # Not the method of a TLS socket, which would first forget its keys under the thread that reads.
                socket.socket.shutdown(self._watched, socket.SHUT_RDWR)


def _host(url: SplitResult) -> str:
    return url.hostname or ""


def _port(url: SplitResult) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _outcome(error: Exception) -> Outcome:
    if isinstance(error, ForbiddenAddress):
        return Outcome.FORBIDDEN_ADDRESS
    if isinstance(error, TimeoutError):
        return Outcome.TIMED_OUT
    if isinstance(error, ssl.SSLError):
        return Outcome.UNTRUSTED
    return Outcome.UNREACHABLE if isinstance(error, OSError) else Outcome.BROKEN
