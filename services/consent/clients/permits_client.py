"""What went to whom because of a consent: the gate says it from its decisions."""

import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from threading import local
from typing import Any

import requests

from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.domain.scope import Recipient
from services.consent.use_cases.documents import plain
from services.consent.use_cases.permits_port import NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD, PermitsUnknown
from shared.service_token import ServiceToken

REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class PermitsClient:
    """Asks POST /v1/consent-permits/search. A connection is kept per thread."""

    def __init__(self, url: str, token: ServiceToken) -> None:
        self._url = f"{url}/v1/consent-permits/search"
        self._token = token
        self._threads = local()

    def relying_on(self, question: PermitsQuestion, seconds: float) -> list[PermitsToRecipient]:
        """Return what the gate says; raise PermitsUnknown when it does not say it in so many seconds."""
        answer = self._asked(question, seconds)
        if answer.status_code in REFUSALS:
            self._token.forget()
            raise PermitsUnknown(NOT_ALLOWED)
        if answer.status_code != HTTPStatus.OK:
            raise PermitsUnknown(NO_ANSWER)
        try:
            return [_permits_from(one) for one in answer.json()["recipients"]]
        except (ValueError, KeyError, TypeError):
            raise PermitsUnknown(NOT_UNDERSTOOD) from None

    def _asked(self, question: PermitsQuestion, seconds: float) -> requests.Response:
        until = time.monotonic() + seconds
        try:
            headers = {"Authorization": f"Bearer {self._token.current(seconds)}"}
            # Connecting and waiting may each take as long; a time that is over is a ValueError.
            timeout = (until - time.monotonic()) / 2
            return self._session().post(self._url, json=plain(question), headers=headers, timeout=timeout)
        except (requests.RequestException, OSError, ValueError, KeyError):
            raise PermitsUnknown(NO_ANSWER) from None

    def _session(self) -> requests.Session:
        if not hasattr(self._threads, "session"):
            self._threads.session = requests.Session()
        session: requests.Session = self._threads.session
        return session


def _permits_from(said: Mapping[str, Any]) -> PermitsToRecipient:
    named = said["recipient"]
    return PermitsToRecipient(
        recipient=Recipient(named["kind"], named.get("id"), named.get("country")),
        purposes=tuple(said["purposes"]),
        categories=tuple(said["categories"]),
        first_at=datetime.fromisoformat(said["first_at"]),
        last_at=datetime.fromisoformat(said["last_at"]),
        permits=int(said["permits"]),
    )
