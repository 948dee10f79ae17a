"""From a state as the consent service publishes it to the domain's values."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from services.disclosure.domain.period import period_from
from services.disclosure.domain.subject_state import (
    Consent,
    ConsentTextVersion,
    Delegation,
    ItemScope,
    Objection,
    Part,
    RecipientScope,
    Scope,
    SubjectState,
    Withdrawal,
)
from shared.policy_packs.validity import copenhagen_date


def subject_state_from(data: Mapping[str, Any]) -> SubjectState:
    return SubjectState(
        version=data["version"],
        consents=tuple(_consent_from(consent) for consent in data["consents"]),
        objections=tuple(_objection_from(objection) for objection in data["objections"]),
        delegations=tuple(_delegation_from(delegation) for delegation in data.get("delegations", ())),
        died_on=date.fromisoformat(data["died_on"]) if data.get("died_on") else None,
    )


def _consent_from(data: Mapping[str, Any]) -> Consent:
    given_at = datetime.fromisoformat(data["given_at"])
    stated_end, text = data.get("stated_end"), data.get("text")
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
        expression=data.get("expression", "explicit"),
        text=ConsentTextVersion(text["id"], text["version"]) if text else None,
        subject_role=data.get("subject_role"),
    )


def _objection_from(data: Mapping[str, Any]) -> Objection:
    lifted_at = data.get("lifted_at")
    return Objection(
        id=data["id"],
        kind=data["kind"],
        raised_at=datetime.fromisoformat(data["raised_at"]),
        part=part_from(data.get("part") or {}),
        lifted_at=datetime.fromisoformat(lifted_at) if lifted_at else None,
        overridden_at=_answered_at(data, "overridden"),
        upheld_at=_answered_at(data, "upheld"),
    )


def _answered_at(data: Mapping[str, Any], answer: str) -> datetime | None:
    if data.get("answer") != answer:
        return None
    # A case that does not say when means that it was answered at once.
    return datetime.fromisoformat(data.get("answered_at") or data["raised_at"])


def _delegation_from(data: Mapping[str, Any]) -> Delegation:
    until, ended_at = data.get("until"), data.get("ended_at")
    begins_at = datetime.fromisoformat(data["from"]) if "T" in data["from"] else None
    return Delegation(
        id=data["id"],
        kind=data["kind"],
        delegate=_recipients_from([data["delegate"]])[0],
        authority=data["given_by"]["authority"],
        begins=copenhagen_date(begins_at) if begins_at else date.fromisoformat(data["from"]),
        until=date.fromisoformat(until) if until else None,
        ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
        part=part_from(data.get("part") or {}),
        begins_at=begins_at,
        subject_role=data.get("subject_role"),
    )


def _withdrawal_from(data: Mapping[str, Any]) -> Withdrawal:
    part = part_from(data.get("part") or {})
    return Withdrawal(datetime.fromisoformat(data["at"]), part, data.get("how", "withdrawn"))


def _scope_from(data: Mapping[str, Any]) -> Scope:
    return Scope(_recipients_from(data["recipients"]), frozenset(data["purposes"]), _items_from(data["items"]))


def part_from(data: Mapping[str, Any]) -> Part:
    """Read what a withdrawal, objection or delegation reaches."""
    return Part(
        recipients=_recipients_from(data["recipients"]) if "recipients" in data else None,
        purposes=frozenset(data["purposes"]) if "purposes" in data else None,
        items=_items_from(data["items"]) if "items" in data else None,
        channels=frozenset(data["channels"]) if "channels" in data else None,
    )


def _recipients_from(data: Iterable[Mapping[str, Any]]) -> tuple[RecipientScope, ...]:
    return tuple(RecipientScope(one["kind"], one.get("id"), one.get("country")) for one in data)


def _items_from(data: Iterable[Mapping[str, Any]]) -> tuple[ItemScope, ...]:
    return tuple(_item_from(one) for one in data)


def _item_from(data: Mapping[str, Any]) -> ItemScope:
    period = period_from(data.get("period"))
    return ItemScope(data["category"], data.get("course"), data.get("episode"), data.get("label"), period)
