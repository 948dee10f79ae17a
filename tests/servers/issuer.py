"""A token issuer on loopback: its keys over HTTP, and tokens, good and bad, for whoever a test needs."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

AUDIENCE = "hjemmel"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"


class Issuer:
    """Signs tokens with one key, and publishes it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = new_key("test-key")
        self.requests = 0

    def token(self, *scopes: str, controllers: tuple[str, ...] = ("hospital",), client: str = "desk-screen") -> str:
        """Return a good token."""
        return self.signed({"scope": " ".join(scopes), "controllers": list(controllers), "client_id": client})

    def person(self, cpr: object, controllers: tuple[str, ...] = ("hospital",), **claims: Any) -> str:
        """Return the token of a person who signed in with MitID to see and change their own."""
        usual = {"sub": "3f8a-pairwise", "client_id": "patient-pages", "scope": "consent:self", "cpr": cpr}
        said = usual | {"loa": SUBSTANTIAL, "controllers": list(controllers)} | claims
        return self.signed({name: value for name, value in said.items() if value is not None})

    def signed(self, claims: dict[str, Any], without: str = "", key: RSAKey | None = None, **header: Any) -> str:
        """Return a token with these claims in place of the usual ones, one of them left out."""
        usual = {
            "iss": self.url,
            "sub": "somebody",
            "aud": AUDIENCE,
            "exp": int(time.time()) + 3_600,
            "client_id": "desk-screen",
        }
        said = {name: value for name, value in (usual | claims).items() if name != without}
        key = key or self.key
        return jwt.encode({"alg": "RS256", "typ": "at+jwt", "kid": key.kid} | header, said, key)

    def rotate(self) -> None:
        """Begin to sign with a new key; the old one is no longer published."""
        self.key = new_key("next-test-key")

    def keys(self) -> bytes:
        self.requests += 1
        return json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid}, auto_kid=False)


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """Serve the keys until the block ends; then nobody answers at the issuer's address any more."""

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = issuer.keys()
            self.send_response(200)
            self.send_header("Content-Length", str(len(keys)))
            self.end_headers()
            self.wfile.write(keys)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as server:
        issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield issuer
        server.shutdown()
        thread.join()
