"""One message to one receiver: within its time, to no other address, and to nobody who cannot prove its name."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from services.consent.clients.webhook_receiver import HttpReceiver
from services.consent.domain.address_rules import LOOPBACK, AddressRules
from services.consent.domain.webhook import Answer, Outcome
from tests.servers.processes import free_port
from tests.servers.receiver import running_receiver

LOOPBACK_ALLOWED = AddressRules(LOOPBACK)
BODY = b'{"id":"e-1"}'


def send(url: str, rules: AddressRules = LOOPBACK_ALLOWED, seconds: float = 10) -> Answer:
    return HttpReceiver(rules).send(url, {"webhook-id": "e-1", "Content-Type": "application/json"}, BODY, seconds)


def test_the_receiver_gets_the_body_and_the_headers_at_its_path() -> None:
    with running_receiver() as receiver:
        assert send(f"{receiver.url}/consents?from=hjemmel") == Answer(Outcome.DELIVERED, 204)
    (message,) = receiver.messages
    assert (message.path, message.body, message.id) == ("/consents?from=hjemmel", BODY, "e-1")
    assert message.headers["Host"] == receiver.url.removeprefix("http://")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "delivered"), (299, "delivered"), (301, "refused"), (307, "refused"), (404, "refused"), (503, "refused")],
)
def test_only_an_answer_of_success_counts_and_no_redirect_is_followed(status: int, outcome: str) -> None:
    with running_receiver() as receiver:
        receiver.answer = lambda _: status
        assert send(receiver.url) == Answer(Outcome(outcome), status)
    assert len(receiver.messages) == 1


def test_a_name_that_leads_inside_is_not_connected_to() -> None:
    with running_receiver() as receiver:
        assert send(receiver.url, AddressRules()) == Answer(Outcome.FORBIDDEN_ADDRESS)
        # Other ways of writing 127.0.0.1, which only the resolver understands.
        for host in ("127.1", "2130706433", "0x7f000001"):
            assert send(receiver.url.replace("localhost", host), AddressRules()) == Answer(Outcome.FORBIDDEN_ADDRESS)
    assert receiver.messages == []


def test_a_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with running_receiver() as receiver:
        assert send(receiver.url).outcome is Outcome.DELIVERED


def test_whoever_is_not_there_is_unreachable() -> None:
    assert send(f"http://localhost:{free_port()}/") == Answer(Outcome.UNREACHABLE)
    assert send("http://nobody.invalid/") == Answer(Outcome.UNREACHABLE)


@contextmanager
def speaking(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """Listen on loopback and speak to the first who connects."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with closing(connection):
                speak(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"localhost:{listener.getsockname()[1]}"
        thread.join(30)


def _silence(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def _drip(connection: socket.socket) -> None:
    try:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)
    except OSError:
        pass


def _nonsense(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"no\r\n\r\n")


@pytest.mark.parametrize(("scheme", "speak"), [("http", _silence), ("http", _drip), ("https", _silence)])
def test_a_receiver_that_takes_its_time_is_cut_off(scheme: str, speak: Callable[[socket.socket], None]) -> None:
    with speaking(speak) as place:
        assert send(f"{scheme}://{place}/", seconds=0.5) == Answer(Outcome.TIMED_OUT)


def test_an_answer_that_is_not_http_is_broken() -> None:
    with speaking(_nonsense) as place:
        assert send(f"http://{place}/") == Answer(Outcome.BROKEN)


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate for a name; return where it lies, and what serves it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Receiver of a test")])
    began = datetime(2020, 1, 1, tzinfo=UTC)
    named = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began.replace(year=2100))
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, key_file = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    unencrypted = serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unencrypted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key_file)
    return file, context


@pytest.mark.parametrize(
    ("name", "trusted", "outcome"),
    [
        ("localhost", True, Outcome.DELIVERED),
        ("localhost", False, Outcome.UNTRUSTED),
        ("receiver.example", True, Outcome.UNTRUSTED),
        # The connection goes to the address that was looked at, but the name must still be proven.
        ("127.0.0.1", True, Outcome.UNTRUSTED),
    ],
)
def test_a_receiver_must_prove_the_name_in_the_url(
    name: str, trusted: bool, outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate(tmp_path, name)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with running_receiver(context) as receiver:
        assert send(receiver.url).outcome is outcome
    assert bool(receiver.messages) == (outcome is Outcome.DELIVERED)
