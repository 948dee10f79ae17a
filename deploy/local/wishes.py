"""What invented patients have agreed to and refused, written to the consent service."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deploy.local.api import Api

_CONTROLLER = "aleris"
_CONSENT = {
    "given_by": {"authority": "self"},
    "form": "written",
    "channel": "desk",
    "text": {"id": "disclosure", "version": "1", "language": "da"},
}


@dataclass(frozen=True)
class Wishes:
    """One patient's consents and objections in the shapes of the HTTP API; whose they are is filled in."""

    consents: list[dict[str, Any]]
    objections: list[dict[str, Any]]

    @classmethod
    def from_yaml(cls, entry: Mapping[str, Any]) -> "Wishes":
        return cls(entry.get("consents", []), entry.get("objections", []))


def record_wishes(api: Api, wishes: Wishes, cpr: str, day: date, key: str) -> None:
    """Send them; the same day and key again change nothing."""
    whose = {"controller": _CONTROLLER, "subject": {"cpr": cpr}}
    for place, consent in enumerate(wishes.consents):
        _record_consent(api, {**whose, **_CONSENT, **consent}, day, f"{key}-consent-{place}")
    for place, objection in enumerate(wishes.objections):
        body = {**whose, "channel": "desk", **objection, "raised_at": _moment(day, 1)}
        api.post("consent", "/v1/objections", body, f"{key}-objection-{place}")


def _record_consent(api: Api, consent: dict[str, Any], day: date, key: str) -> None:
    body = {name: value for name, value in consent.items() if name not in {"days_ago", "withdrawn"}}
    body["given_at"] = _moment(day, consent.get("days_ago", 30))
    given = api.post("consent", "/v1/consents", body, key)
    for place, part in enumerate(_withdrawn_parts(consent)):
        withdrawal = {"part": part, "channel": "phone"}
        api.post("consent", f"/v1/consents/{given['id']}/withdrawals", withdrawal, f"{key}-withdrawal-{place}")


def _withdrawn_parts(consent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from consent.get("withdrawn", [])


def _moment(day: date, days_ago: int) -> str:
    """Fix the time of day, so that a repeated request is the same request."""
    noon = datetime.combine(day, time(12), ZoneInfo("Europe/Copenhagen"))
    return (noon - timedelta(days=days_ago)).isoformat()
