"""A token issuer on loopback: its keys over HTTP, and tokens for whoever a test needs."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from joserfc import jwt
from joserfc.jwk import RSAKey

AUDIENCE = "hjemmel"


class Issuer:
    """Signs tokens with one key."""

    def __init__(self, url: str, key: RSAKey) -> None:
        self.url = url
        self._key = key

    def token(self, *scopes: str, controllers: tuple[str, ...] = ("hospital",), client: str = "desk-screen") -> str:
        claims = {
            "iss": self.url,
            "sub": client,
            "aud": AUDIENCE,
            "exp": int(time.time()) + 300,
            "client_id": client,
            "scope": " ".join(scopes),
            "controllers": list(controllers),
        }
        return jwt.encode({"alg": "RS256", "typ": "at+jwt", "kid": self._key.kid}, claims, self._key)


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """Serve the keys for as long as a test session needs them."""
    key = RSAKey.generate_key(2048, {"kid": "test-key"}, auto_kid=False)
    keys = json.dumps({"keys": [key.as_dict(private=False)]}).encode()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(keys)))
            self.end_headers()
            self.wfile.write(keys)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Issuer(f"http://127.0.0.1:{server.server_port}", key)
        server.shutdown()
        thread.join()
