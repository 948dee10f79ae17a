"""The consents and objections of one subject at one controller, as the consent service publishes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.policy_packs.validity import copenhagen_date

EVERY_CATEGORY = "*"


@dataclass(frozen=True, slots=True)
class RecipientScope:
    kind: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemScope:
    category: str
    course: str | None = None
    episode: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a consent covers; nothing outside these three lists."""

    recipients: tuple[RecipientScope, ...]
    purposes: frozenset[str]
    items: tuple[ItemScope, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a withdrawal or objection reaches; a dimension that is None is all of it."""

    recipients: tuple[RecipientScope, ...] | None = None
    purposes: frozenset[str] | None = None
    items: tuple[ItemScope, ...] | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    at: datetime
    part: Part


@dataclass(frozen=True, slots=True)
class Consent:
    id: str
    given_at: datetime
    given_on: date
    authority: str
    form: str
    form_exemption: str | None
    course: str | None
    stated_end: date | None
    scope: Scope
    withdrawals: tuple[Withdrawal, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    id: str
    kind: str
    raised_at: datetime
    part: Part
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SubjectState:
    version: int
    consents: tuple[Consent, ...]
    objections: tuple[Objection, ...]


NOTHING_ON_FILE = SubjectState(0, (), ())


def subject_state_from(data: Mapping[str, Any]) -> SubjectState:
    return SubjectState(
        version=data["version"],
        consents=tuple(_consent_from(consent) for consent in data["consents"]),
        objections=tuple(_objection_from(objection) for objection in data["objections"]),
    )


def _consent_from(data: Mapping[str, Any]) -> Consent:
    given_at = datetime.fromisoformat(data["given_at"])
    stated_end = data.get("stated_end")
    return Consent(
        id=data["id"],
        given_at=given_at,
        given_on=copenhagen_date(given_at),
        authority=data["given_by"]["authority"],
        form=data["form"],
        form_exemption=data.get("form_exemption"),
        course=data.get("course"),
        stated_end=date.fromisoformat(stated_end) if stated_end else None,
        scope=_scope_from(data["scope"]),
        withdrawals=tuple(_withdrawal_from(one) for one in data.get("withdrawals", ())),
    )


def _objection_from(data: Mapping[str, Any]) -> Objection:
    lifted_at = data.get("lifted_at")
    return Objection(
        id=data["id"],
        kind=data["kind"],
        raised_at=datetime.fromisoformat(data["raised_at"]),
        part=_part_from(data.get("part") or {}),
        lifted_at=datetime.fromisoformat(lifted_at) if lifted_at else None,
    )


def _withdrawal_from(data: Mapping[str, Any]) -> Withdrawal:
    return Withdrawal(datetime.fromisoformat(data["at"]), _part_from(data.get("part") or {}))


def _scope_from(data: Mapping[str, Any]) -> Scope:
    return Scope(_recipients_from(data["recipients"]), frozenset(data["purposes"]), _items_from(data["items"]))


def _part_from(data: Mapping[str, Any]) -> Part:
    return Part(
        recipients=_recipients_from(data["recipients"]) if "recipients" in data else None,
        purposes=frozenset(data["purposes"]) if "purposes" in data else None,
        items=_items_from(data["items"]) if "items" in data else None,
    )


def _recipients_from(data: Iterable[Mapping[str, Any]]) -> tuple[RecipientScope, ...]:
    return tuple(RecipientScope(one["kind"], one.get("id")) for one in data)


def _items_from(data: Iterable[Mapping[str, Any]]) -> tuple[ItemScope, ...]:
    return tuple(ItemScope(one["category"], one.get("course"), one.get("episode"), one.get("label")) for one in data)
