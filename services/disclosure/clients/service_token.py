"""The gate's own access token, by the client credentials grant (RFC 6749, section 4.4)."""

import threading
import time
from pathlib import Path

import requests

RENEW_BEFORE_SECONDS = 60
TIMEOUT_SECONDS = 1.0


class ServiceToken:
    """A token that is fetched when first needed and renewed before it expires."""

    def __init__(self, token_url: str, client_id: str, secret_file: Path) -> None:
        self._token_url = token_url
        self._credentials = (client_id, secret_file)
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at = float("-inf")

    def current(self) -> str:
        """Return a token that holds; raises requests.RequestException or KeyError when none is to be had."""
        with self._lock:
            if time.monotonic() >= self._renew_at:
                self._fetch()
            return self._token

    def forget(self) -> None:
        """Fetch a new token next time: the consent service did not accept this one."""
        self._renew_at = float("-inf")

    def _fetch(self) -> None:
        client_id, secret_file = self._credentials
        answer = requests.post(
            self._token_url,
            data={"grant_type": "client_credentials", "scope": "consent-state:read"},
            auth=(client_id, secret_file.read_text().strip()),
            timeout=TIMEOUT_SECONDS,
        )
        answer.raise_for_status()
        document = answer.json()
        self._token = document["access_token"]
        self._renew_at = time.monotonic() + document["expires_in"] - RENEW_BEFORE_SECONDS
