"""How far the gate has come: which version of a subject's state its copy holds."""

import time
from http import HTTPStatus
from threading import local

import requests

from shared.service_token import ServiceToken

CHECK_SECONDS = 1.0


class GateClient:
    """Asks POST /v1/consent-copies/read-version. A connection is kept per thread."""

    def __init__(self, url: str, token: ServiceToken) -> None:
        self._base = url
        self._token = token
        self._threads = local()

    def copied_version(self, controller: str, subject: str, seconds: float) -> int:
        """Return the version that the gate says its copy holds, and 0 when it does not say so in time."""
        until = time.monotonic() + seconds
        try:
            headers = {"Authorization": f"Bearer {self._token.current(seconds)}"}
            answer = self._session().post(
                f"{self._base}/v1/consent-copies/read-version",
                json={"controller": controller, "subject": subject},
                headers=headers,
                # Connecting and waiting may each take as long; a time that is over is a ValueError.
                timeout=(until - time.monotonic()) / 2,
            )
            if answer.status_code == HTTPStatus.UNAUTHORIZED:
                self._token.forget()
            answer.raise_for_status()
            return int(answer.json()["version"])
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError, OverflowError):
            return 0

    def check(self) -> None:
        """Raise requests.RequestException unless the gate is there."""
        self._session().get(f"{self._base}/livez", timeout=CHECK_SECONDS).raise_for_status()

    def _session(self) -> requests.Session:
        if not hasattr(self._threads, "session"):
            self._threads.session = requests.Session()
        session: requests.Session = self._threads.session
        return session
