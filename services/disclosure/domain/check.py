"""A check: may this recipient have these data items about this subject, for this purpose, now?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.disclosure.domain.period import Period, period_from
from shared.policy_packs.rule import FactValue

IDENTIFIED = "identified"

MOST_ITEMS = 200
"""In one check."""


@dataclass(frozen=True, slots=True)
class Item:
    """Data of one category; `course` is the matter they belong to, such as a course of treatment or a claim.

    `form` is identified, pseudonymised, aggregated or anonymised; `period` is when the data are from.
    """

    category: str
    course: str | None = None
    episode: str | None = None
    labels: frozenset[str] = frozenset()
    form: str = IDENTIFIED
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    kind: str
    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who judged the disclosure necessary and relevant, and with what profession."""

    by: str | None = None
    profession: str | None = None
    at: datetime | None = None
    necessary: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    controller: str
    recipient: Recipient
    purpose: str
    items: tuple[Item, ...]
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    attestation: Attestation | None = None
    channel: str | None = None
    subject_role: str | None = None
    subject_born: date | None = None
    acting_entity: str | None = None


def check_from(data: Mapping[str, Any]) -> Check:
    """Read the body of POST /v1/disclosure-checks; the subject is not part of what is judged."""
    return Check(
        controller=data["controller"],
        recipient=_recipient_from(data["recipient"]),
        purpose=data["purpose"],
        items=tuple(item_from(item) for item in data["items"]),
        facts={name: fact_value(value) for name, value in data.get("facts", {}).items()},
        attestation=_attestation_from(data.get("attestation")),
        channel=data.get("channel"),
        subject_role=data.get("subject_role"),
        subject_born=_date_from(data.get("subject_born")),
        acting_entity=data.get("acting_entity"),
    )


def item_from(data: Mapping[str, Any]) -> Item:
    labels = frozenset(data.get("labels", ()))
    return Item(
        data["category"],
        data.get("course"),
        data.get("episode"),
        labels,
        data.get("form", IDENTIFIED),
        period_from(data.get("period")),
    )


def _recipient_from(data: Mapping[str, Any]) -> Recipient:
    return Recipient(data["kind"], data.get("id"), data.get("country"))


def _attestation_from(data: Mapping[str, Any] | None) -> Attestation | None:
    if data is None:
        return None
    at = data.get("at")
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return Attestation(data.get("by"), data.get("profession"), moment, data.get("necessary", True))


def _date_from(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def fact_value(value: object) -> Any:
    """Dates are compared as ISO text; a value of a wrong type is left for `unknown_words` to refuse."""
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, date) else value
