"""The consents, objections and delegations of one subject at one controller, as the consent service publishes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from services.disclosure.domain.period import Period

EVERY_CATEGORY = "*"


class RecipientScope(NamedTuple):
    kind: str
    id: str | None = None
    country: str | None = None


class ItemScope(NamedTuple):
    category: str
    course: str | None = None
    episode: str | None = None
    label: str | None = None
    period: Period | None = None


class Scope(NamedTuple):
    """What a consent covers; nothing outside these three lists."""

    recipients: tuple[RecipientScope, ...]
    purposes: frozenset[str]
    items: tuple[ItemScope, ...]


class Part(NamedTuple):
    """What a withdrawal or objection reaches; a dimension that is None is all of it."""

    recipients: tuple[RecipientScope, ...] | None = None
    purposes: frozenset[str] | None = None
    items: tuple[ItemScope, ...] | None = None
    channels: frozenset[str] | None = None


class Withdrawal(NamedTuple):
    """`how`: withdrawn by the subject, revoked by the controller, or invalidated because it was never valid."""

    at: datetime
    part: Part
    how: str = "withdrawn"


class ConsentTextVersion(NamedTuple):
    """The words somebody agreed to."""

    id: str
    version: str


class Consent(NamedTuple):
    """`expression` is explicit, ordinary or implied, the last being silence or a box ticked beforehand.

    `subject_role` is the role in which it was given, where that is known.
    """

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
    subject_role: str | None = None


class Objection(NamedTuple):
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


class Delegation(NamedTuple):
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
    subject_role: str | None = None


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
