"""How the machine says something to the service, and in which words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.integration.consent.lifecycle.days import who_decides
from tests.integration.consent.lifecycle.person import Person
from tests.integration.consent.service import Service
from tests.servers.service_client import body_of

RIGHTLY = st.sampled_from([True, True, True, False])
"""Whether something is said by whoever may say it; most of the time, or little would ever come about."""
DAYS_AGO = st.sampled_from([0, 0, 0, 1, 30])
ENDS = st.none() | st.integers(1, 500)
OTHER = {"self": "custody", "custody": "self"}


def giver(authority: str) -> dict[str, str]:
    """Return somebody who says something; who else than the person it was is said."""
    return {"authority": authority} | ({"reference": "parent-1"} if authority == "custody" else {})


class Telling(RuleBasedStateMachine):
    """One person at one controller. Whatever the service answers, the model has said before."""

    def __init__(self, service: Service, cpr: str) -> None:
        super().__init__()
        self._service = service
        self._subject = {"cpr": cpr}
        self._person = Person()
        service.clock.now = datetime.fromisoformat("2026-03-01T12:00:00Z")

    def _made(self, path: str, body: Mapping[str, Any]) -> str:
        self._person.version += 1
        made: str = body_of(self._service.post(path, body), 201)["id"]
        return made

    def _refused(self, path: str, body: Mapping[str, Any]) -> str:
        body_of(self._service.post(path, body), 422)
        return "refused"

    def _do(self, path: str, body: Mapping[str, Any], expected: int) -> None:
        body_of(self._service.post(path, {"channel": "phone"} | body if "answer" not in body else body), expected)

    def _who(self, days_ago: int, rightly: bool) -> str:
        """Return who decided so many days ago, or else who did not."""
        decided = who_decides(self._moment(days_ago))
        return decided if rightly else OTHER[decided]

    def _moment(self, days_ago: int = 0) -> datetime:
        return self._service.clock.now - timedelta(days=days_ago)

    def _day(self, days_ago: int, later: int | None) -> Any:
        return None if later is None else (self._moment(days_ago) + timedelta(days=later)).date()
