"""What went to whom because of a consent: the gate says it from its decisions."""

from http import HTTPStatus

import requests

from services.consent.clients.gate_connection import REFUSALS, GateConnection
from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.use_cases.documents import permits_from, plain
from services.consent.use_cases.permits_port import NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD, PermitsUnknown


class PermitsClient:
    """Asks POST /v1/consent-permits/search."""

    def __init__(self, connection: GateConnection) -> None:
        self._connection = connection

    def relying_on(self, question: PermitsQuestion, seconds: float) -> list[PermitsToRecipient]:
        """Return what the gate says; raise PermitsUnknown when it does not say it in so many seconds."""
        answer = self._asked(question, seconds)
        if answer.status_code in REFUSALS:
            raise PermitsUnknown(NOT_ALLOWED)
        if answer.status_code != HTTPStatus.OK:
            raise PermitsUnknown(NO_ANSWER)
        try:
            return [permits_from(one) for one in answer.json()["recipients"]]
        except (ValueError, KeyError, TypeError):
            raise PermitsUnknown(NOT_UNDERSTOOD) from None

    def _asked(self, question: PermitsQuestion, seconds: float) -> requests.Response:
        try:
            return self._connection.post("/v1/consent-permits/search", plain(question), seconds)
        except (requests.RequestException, OSError, ValueError, KeyError):
            raise PermitsUnknown(NO_ANSWER) from None
