"""The consents, objections and delegations of one subject at one controller, as the consent service publishes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from services.disclosure.domain.period import Period, period_from
from shared.policy_packs.validity import copenhagen_date

EVERY_CATEGORY = "*"


@dataclass(frozen=True, slots=True)
class RecipientScope:
    kind: str
    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ItemScope:
    category: str
    course: str | None = None
    episode: str | None = None
    label: str | None = None
    period: Period | None = None


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
    channels: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`how`: withdrawn by the subject, revoked by the controller, or invalidated because it was never valid."""

    at: datetime
    part: Part
    how: str = "withdrawn"


@dataclass(frozen=True, slots=True)
class ConsentTextVersion:
    """The words somebody agreed to."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Consent:
    """`expression` is explicit, ordinary or implied, the last being silence or a box ticked beforehand."""

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
    expression: str = "explicit"
    text: ConsentTextVersion | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """`overridden_at` says since when compelling grounds prevail over an objection to one's particular situation.

    `upheld_at` says since when it is settled that they do not.
    """

    id: str
    kind: str
    raised_at: datetime
    part: Part
    lifted_at: datetime | None = None
    overridden_at: datetime | None = None
    upheld_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """Somebody who may see data in the subject's place: until the first day on which not, and not once ended."""

    id: str
    kind: str
    delegate: RecipientScope
    authority: str
    begins: date
    until: date | None
    ended_at: datetime | None
    part: Part
    begins_at: datetime | None = None


class FiledConsents(NamedTuple):
    """The consents for one purpose in two orders, so that the lapsed ones, however many, need not be looked at.

    `taken_back` are those of which anything was.
    """

    latest_given_first: tuple[Consent, ...]
    latest_end_first: tuple[Consent, ...]
    taken_back: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class SubjectState:
    version: int
    consents: tuple[Consent, ...]
    objections: tuple[Objection, ...]
    delegations: tuple[Delegation, ...] = ()
    died_on: date | None = None
    by_purpose: Mapping[str, FiledConsents] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        purposes = {purpose for consent in self.consents for purpose in consent.scope.purposes}
        filed = {
            purpose: _filed([one for one in self.consents if purpose in one.scope.purposes]) for purpose in purposes
        }
        object.__setattr__(self, "by_purpose", filed)

    def has_died_by(self, day: date) -> bool:
        return self.died_on is not None and self.died_on <= day


def _filed(consents: Sequence[Consent]) -> FiledConsents:
    by_giving = sorted(consents, key=lambda one: (one.given_at, one.id), reverse=True)
    by_end = sorted(consents, key=lambda one: (one.stated_end or date.max, one.given_at, one.id), reverse=True)
    return FiledConsents(tuple(by_giving), tuple(by_end), tuple(one for one in by_giving if one.withdrawals))


NOTHING_ON_FILE = SubjectState(0, (), ())


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
