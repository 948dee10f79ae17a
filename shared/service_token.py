"""A service's own access token, by the client credentials grant (RFC 6749, section 4.4)."""

import threading
import time
from pathlib import Path

import requests

RENEW_BEFORE_SECONDS = 60
TIMEOUT_SECONDS = 2.0


class ServiceToken:
    """A token that is fetched when first needed and renewed before it expires."""

    def __init__(self, token_url: str, client_id: str, secret_file: Path, scope: str) -> None:
        self._token_url = token_url
        self._scope = scope
        self._credentials = (client_id, secret_file)
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at = float("-inf")

    def current(self, seconds: float = TIMEOUT_SECONDS) -> str:
        """Return a token that holds; raises requests.RequestException, OSError, ValueError or KeyError without.

        Of many callers one fetches it, and the others wait for that; nobody waits longer than so many seconds.
        """
        until = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            raise TimeoutError("the issuer of tokens is slow")
        try:
            if time.monotonic() >= self._renew_at:
                self._fetch(until - time.monotonic())
            return self._token
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Fetch a new token next time: this one was not accepted."""
        self._renew_at = float("-inf")

    def _fetch(self, seconds: float) -> None:
        client_id, secret_file = self._credentials
        answer = requests.post(
            self._token_url,
            data={"grant_type": "client_credentials", "scope": self._scope},
            auth=(client_id, secret_file.read_text().strip()),
            # Connecting and waiting for the answer may each take as long; a time that is over is a ValueError.
            timeout=seconds / 2,
        )
        answer.raise_for_status()
        document = answer.json()
        self._token = document["access_token"]
        self._renew_at = time.monotonic() + document["expires_in"] - RENEW_BEFORE_SECONDS
