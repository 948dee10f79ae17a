"""How the gate is asked, with this service's own token and within a stated time."""

import time
from http import HTTPStatus
from typing import Any

import requests

from shared.service_token import ServiceToken
from shared.session_per_thread import SessionPerThread

CHECK_SECONDS = 1.0
REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class GateConnection:
    """Asks the gate with a token of one scope. A connection is kept per thread."""

    def __init__(self, url: str, token: ServiceToken) -> None:
        self._base = url
        self._token = token
        self._of_thread = SessionPerThread()

    def post(self, path: str, question: Any, seconds: float) -> requests.Response:
        """Return the gate's answer of any status; a token that it does not accept is not used again.

        Fetching a token takes from the same seconds. Raises requests.RequestException, OSError, ValueError or KeyError.
        """
        until = time.monotonic() + seconds
        headers = {"Authorization": f"Bearer {self._token.current(seconds)}"}
        # Connecting and waiting may each take as long; a time that is over is a ValueError.
        timeout = (until - time.monotonic()) / 2
        answer = self._of_thread.session.post(f"{self._base}{path}", json=question, headers=headers, timeout=timeout)
        if answer.status_code in REFUSALS:
            self._token.forget()
        return answer

    def check(self) -> None:
        """Raise requests.RequestException unless the gate is there."""
        self._of_thread.session.get(f"{self._base}/livez", timeout=CHECK_SECONDS).raise_for_status()
