"""The strong read: a subject's state from the consent service itself."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from threading import local

import requests

from services.disclosure.clients.service_token import ServiceToken
from services.disclosure.domain.subject_state import SubjectState, subject_state_from
from services.disclosure.use_cases.ports import ConsentUnavailable

# Half the default lease: an answer that takes longer could not be relied on for long anyway.
TIMEOUT_SECONDS = 1.0


class ConsentClient:
    """Asks POST /v1/states/read. A connection is kept per thread."""

    def __init__(self, url: str, token: ServiceToken) -> None:
        self._base = url
        self._token = token
        self._threads = local()

    def states(self, controller: str, subjects: Sequence[str]) -> Mapping[str, SubjectState]:
        """Return the present state of each subject, all read after this call began; raise ConsentUnavailable."""
        question = {"controller": controller, "subjects": [{"reference": subject} for subject in subjects]}
        try:
            headers = {"Authorization": f"Bearer {self._token.current()}"}
            answer = self._session().post(
                f"{self._base}/v1/states/read", json=question, headers=headers, timeout=TIMEOUT_SECONDS
            )
            if answer.status_code == HTTPStatus.UNAUTHORIZED:
                self._token.forget()
            answer.raise_for_status()
            return {state["subject"]: subject_state_from(state) for state in answer.json()["states"]}
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError, OverflowError) as error:
            raise ConsentUnavailable(type(error).__name__) from error

    def check(self) -> None:
        """Raise requests.RequestException unless the consent service is there."""
        self._session().get(f"{self._base}/livez", timeout=TIMEOUT_SECONDS).raise_for_status()

    def _session(self) -> requests.Session:
        if not hasattr(self._threads, "session"):
            self._threads.session = requests.Session()
        session: requests.Session = self._threads.session
        return session
