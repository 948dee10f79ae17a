"""The three services as their callers use them, over real HTTP."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import requests

from tests.servers.processes import PATIENCE, wait_for
from tests.servers.stack import Stack

PATIENT = {"cpr": "0101011234"}
TIMES_ASKED = 3
HELD_UP = "could not be relied on in time"
INSURER = {"kind": "insurer", "id": "insurer-a", "country": "DK"}


class Client:
    """Speaks to one stack as the desk, the record system and the compliance officer."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def ask(self, service: str, path: str, body: Any, persona: str) -> requests.Response:
        """Send one request."""
        headers = {"Authorization": f"Bearer {self._stack.token(persona)}"}
        return self._stack.http.post(self._stack.url(service) + path, json=body, headers=headers, timeout=PATIENCE)

    def created(self, service: str, path: str, body: Any, persona: str) -> Any:
        """Send one request that makes something, and return the answer."""
        return self._created(self.ask(service, path, body, persona))

    def give_consent(self, subject: dict[str, str] = PATIENT, categories: Sequence[str] = ("dx", "proc")) -> Any:
        """Record a written consent to pay the insurer's share, and return it."""
        return self._created(self.ask("consent", "/v1/consents", a_consent(subject, categories), "consent-desk"))

    def import_consents(self, subjects: Sequence[dict[str, str]]) -> Any:
        """Take over the same consent of each from an older system, and return the import once it is done."""
        lines = [{"source_id": f"old-{number}"} | a_consent(one, ("dx", "proc")) for number, one in enumerate(subjects)]
        content = "\n".join(json.dumps({name: line[name] for name in line if name != "controller"}) for line in lines)
        url = self._stack.url("consent") + "/v1/consent-imports"
        headers = {"Authorization": f"Bearer {self._stack.token('consent-migration')}"}
        sent = self._stack.http.post(
            f"{url}?controller=aleris&source=old-desk",
            data=content.encode(),
            headers=headers | {"Content-Type": "application/x-ndjson"},
            timeout=PATIENCE,
        )
        assert sent.status_code == 202, sent.text

        def done() -> Any:
            found = self._stack.http.get(f"{url}/{sent.json()['id']}", headers=headers, timeout=PATIENCE).json()
            return found if found["status"] == "done" else None

        return wait_for(done, "the import is done")

    def refuse_consent(self, subject: dict[str, str]) -> Any:
        """Record that somebody was asked for the same consent and said no, and return the answer."""
        asked = a_consent(subject, ("dx", "proc"))
        said = {"asked_by": "desk-1", "refused_at": asked.pop("given_at"), "refused_by": asked.pop("given_by")}
        return self._created(self.ask("consent", "/v1/consents/refused", asked | said, "consent-desk"))

    def withdraw(self, consent: Any, part: dict[str, Any], **more: Any) -> Any:
        """Withdraw a consent, or a part of it, and return the answer."""
        path = f"/v1/consents/{consent['id']}/withdrawals"
        return self._created(self.ask("consent", path, {"channel": "phone", "part": part} | more, "consent-desk"))

    def preview_withdrawal(self, consent: Any, part: dict[str, Any]) -> Any:
        """Return what withdrawing a consent, or a part of it, would lead to."""
        path = f"/v1/consents/{consent['id']}/withdrawals/preview"
        answer = self.ask("consent", path, {"channel": "phone", "part": part}, "consent-desk")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def check(self, subject: dict[str, str] = PATIENT, categories: Sequence[str] = ("dx", "proc"), **more: Any) -> Any:
        """Ask whether the insurer may have the data, and return the decision.

        A gate that was held up for longer than a lease asks to be asked again; one that always does is not held up.
        """
        for _ in range(TIMES_ASKED):
            answer = self.ask(
                "disclosure", "/v1/disclosure-checks", a_check(subject, categories, **more), "journal-system"
            )
            if not (answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE and HELD_UP in answer.text):
                break
        return self._created(answer)

    def simulate(self, subject: dict[str, str]) -> Any:
        """Try the same check out, and return what would be answered."""
        body = {"check": a_check(subject, ("dx", "proc"))}
        return self._created(self.ask("disclosure", "/v1/disclosure-checks/simulations", body, "policy-lawyer"))

    def compare(self) -> Any:
        """Compare everything decided with what the pack in force answers, and return the first page."""
        body = {"controller": "aleris", "from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}
        return self._created(self.ask("disclosure", "/v1/disclosure-checks/comparisons", body, "policy-lawyer"))

    def entry(self, entry_id: str) -> Any:
        """Return an entry of the audit log once it is there."""
        [found] = wait_for(lambda: self.search(decision_id=entry_id), f"entry {entry_id}")
        return found

    def show(self, entry_id: str) -> Any:
        """Return an entry of the audit log with its event."""
        headers = {"Authorization": f"Bearer {self._stack.token('compliance-officer')}"}
        url = f"{self._stack.url('audit')}/v1/entries/{entry_id}"
        return self._stack.http.get(url, headers=headers, timeout=PATIENCE).json()

    def search(self, **filters: Any) -> list[Any]:
        """Return the first page of what the audit log finds."""
        entries: list[Any] = self.page(**filters)["entries"]
        return entries

    def page(self, **filters: Any) -> Any:
        """Return a page of what the audit log finds."""
        answer = self.ask("audit", "/v1/entries/search", filters, "compliance-officer")
        assert answer.status_code == 200, answer.text
        return answer.json()

    @staticmethod
    def _created(answer: requests.Response) -> Any:
        assert answer.status_code == 201, answer.text
        return answer.json()


def a_consent(subject: dict[str, str], categories: Sequence[str]) -> dict[str, Any]:
    """Return the body of a consent to pay the insurer's share."""
    return {
        "controller": "aleris",
        "subject": subject,
        "given_at": "2026-11-01T09:00:00+01:00",
        "given_by": {"authority": "self"},
        "form": "written",
        "channel": "desk",
        "text": {"id": "insurer-payment", "version": "1", "language": "da"},
        "scope": {
            "recipients": [{"kind": "insurer", "id": "insurer-a"}],
            "purposes": ["insurance-payment"],
            "items": [{"category": category} for category in categories],
        },
    }


def a_check(subject: dict[str, str], categories: Sequence[str], **more: Any) -> dict[str, Any]:
    """Return the body of a check for the insurer that pays."""
    return {
        "controller": "aleris",
        "subject": subject,
        "subject_role": "patient",
        "recipient": INSURER,
        "purpose": "insurance-payment",
        "items": [{"category": category, "course": "K1"} for category in categories],
        "facts": {"payer": "insurer-a", "course.open": True},
        "attestation": {"by": "staff-1", "profession": "physician", "at": "2026-11-20T10:00:00+01:00"},
        "channel": "electronic",
        **more,
    }
