"""The services' HTTP APIs, as the demonstration data and the demo call them."""

from typing import Any

import requests

from deploy.local.errors import StackError
from deploy.local.settings import Settings
from deploy.local.token import fetch_token

_SECONDS = 60


class Api:
    """Speaks to all three services in the name of one client or persona."""

    def __init__(self, settings: Settings, name: str) -> None:
        self._settings = settings
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {fetch_token(settings, name)}"

    def post(self, service: str, path: str, body: dict[str, Any], idempotency_key: str | None = None) -> Any:
        """Send a body and return the answer, or raise StackError with what the service said."""
        url = f"{self._settings.url(service)}{path}"
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        try:
            response = self._session.post(url, json=body, headers=headers, timeout=_SECONDS)
        except requests.RequestException:
            raise StackError(f"{url} does not answer; is everything running? See: make status") from None
        if not response.ok:
            raise StackError(f"{url} answered {response.status_code}: {response.text.strip()}")
        return response.json()

    def close(self) -> None:
        self._session.close()
