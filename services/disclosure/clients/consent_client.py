"""The strong read: a subject's state from the consent service itself."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import requests

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.use_cases.ports import ConsentUnavailable, StatesRead
from shared.service_token import ServiceToken
from shared.session_per_thread import SessionPerThread

# Half the default lease: an answer that takes longer could not be relied on for long anyway.
TIMEOUT_SECONDS = 1.0
# As many as the consent service answers at once.
MOST_SUBJECTS = 1_000


class ConsentClient:
    """Asks POST /v1/states/read. A connection is kept per thread."""

    def __init__(self, url: str, token: ServiceToken) -> None:
        self._base = url
        self._token = token
        self._of_thread = SessionPerThread()

    def states(self, controller: str, references: Sequence[str]) -> StatesRead:
        """Return the present state of each reference, all read after this call began; raise ConsentUnavailable."""
        states: dict[str, SubjectState] = {}
        keys: frozenset[str] = frozenset()
        try:
            for place in range(0, len(references), MOST_SUBJECTS):
                answer = self._ask(controller, references[place : place + MOST_SUBJECTS])
                states |= {state["subject"]: subject_state_from(state) for state in answer["states"]}
                keys |= frozenset(answer["reference_keys"])
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError, OverflowError) as error:
            raise ConsentUnavailable(type(error).__name__) from error
        return StatesRead(states, keys)

    def _ask(self, controller: str, references: Sequence[str]) -> Any:
        question = {"controller": controller, "subjects": [{"reference": reference} for reference in references]}
        headers = {"Authorization": f"Bearer {self._token.current()}"}
        url = f"{self._base}/v1/states/read"
        answer = self._of_thread.session.post(url, json=question, headers=headers, timeout=TIMEOUT_SECONDS)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._token.forget()
        answer.raise_for_status()
        return answer.json()

    def check(self) -> None:
        """Raise requests.RequestException unless the consent service is there."""
        self._of_thread.session.get(f"{self._base}/livez", timeout=TIMEOUT_SECONDS).raise_for_status()
