"""How far the gate has come: which version of a subject's state its copy holds."""

import requests

from services.consent.clients.gate_connection import GateConnection


class GateClient:
    """Asks POST /v1/consent-copies/read-version."""

    def __init__(self, connection: GateConnection) -> None:
        self._connection = connection

    def copied_version(self, controller: str, subject: str, seconds: float) -> int:
        """Return the version that the gate says its copy holds, and 0 when it does not say so in time."""
        question = {"controller": controller, "subject": subject}
        try:
            answer = self._connection.post("/v1/consent-copies/read-version", question, seconds)
            answer.raise_for_status()
            return int(answer.json()["version"])
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError, OverflowError):
            return 0
