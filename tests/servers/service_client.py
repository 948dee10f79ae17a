"""A caller of a service, without a socket; every answer is held against the service's OpenAPI document."""

import json
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.servers.documented_answers import DocumentedAnswers
from tests.servers.issuer import Issuer


class ServiceClient:
    """Sends `token` with each request unless told to send another one, or "" for none."""

    def __init__(self, app: Flask, issuer: Issuer, token: str) -> None:
        self.app = app
        self.issuer = issuer
        self.token = token
        self._client = app.test_client()
        self._documented = DocumentedAnswers(app)

    def post(self, path: str, body: Any, token: str | None = None, **headers: str) -> TestResponse:
        """Send a body; `idempotency_key` and `traceparent` go into the headers of these names."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self._client.post(
            path, data=content, content_type="application/json", headers=self._signed_in(token) | named
        )
        return self._documented.checked(answer)

    def send(self, path: str, content: bytes, media_type: str, token: str | None = None) -> TestResponse:
        """Send a body of any type."""
        answer = self._client.post(path, data=content, content_type=media_type, headers=self._signed_in(token))
        return self._documented.checked(answer)

    def get(self, path: str, token: str | None = None, **headers: str) -> TestResponse:
        """Ask; `accept` and `accept_language` go into the headers of these names."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._documented.checked(self._client.get(path, headers=self._signed_in(token) | named))

    def _signed_in(self, token: str | None) -> dict[str, str]:
        token = self.token if token is None else token
        return {"Authorization": f"Bearer {token}"} if token else {}


def body_of(answer: TestResponse, status: int = 200) -> Any:
    """Return the body of an answer that must have this status."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()
