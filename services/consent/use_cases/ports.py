"""What the use cases need from outside."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from services.consent.domain.consent import Consent, Withdrawal
from services.consent.domain.objection import Lift, Objection
from shared.clock import Clock
from shared.events.envelope import Event
from shared.policy_packs.model import Pack

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """A client's own name for a request, and a digest of everything the request says."""

    client: str
    key: str
    digest: str


class Consents(Protocol):
    """Grants and withdrawals; both are only ever added."""

    def add(self, consent: Consent) -> None: ...
    def add_withdrawal(self, consent_id: str, withdrawal: Withdrawal) -> None: ...
    def find(self, consent_id: str) -> Consent | None: ...
    def of_subject(self, controller: str, subject: str) -> tuple[Consent, ...]: ...


class Objections(Protocol):
    """Objections and their lifts; both are only ever added."""

    def add(self, objection: Objection) -> None: ...
    def add_lift(self, objection_id: str, lift: Lift) -> None: ...
    def find(self, objection_id: str) -> Objection | None: ...
    def of_subject(self, controller: str, subject: str) -> tuple[Objection, ...]: ...


class Versions(Protocol):
    """The number of each subject's present state. `lock` makes other writers wait until this transaction ends."""

    def lock(self, controller: str, subject: str) -> None: ...
    def current(self, controller: str, subject: str) -> int: ...
    def advance(self, controller: str, subject: str) -> int: ...


class Answers(Protocol):
    """Answers already given. `find` makes a second request with the same key wait until the first has ended."""

    def find(self, key: IdempotencyKey) -> tuple[str, Document] | None: ...
    def add(self, key: IdempotencyKey, answer: Document) -> None: ...


class Outgoing(Protocol):
    """Events that leave once the transaction has committed."""

    def add(self, topic: str, event: Event) -> None: ...


class Work(Protocol):
    """One transaction: everything done through it becomes true together, or not at all."""

    @property
    def consents(self) -> Consents: ...
    @property
    def objections(self) -> Objections: ...
    @property
    def versions(self) -> Versions: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def outgoing(self) -> Outgoing: ...


class Database(Protocol):
    """A `change` commits unless something is raised; a `snapshot` sees one moment and changes nothing."""

    def change(self) -> AbstractContextManager[Work]: ...
    def snapshot(self) -> AbstractContextManager[Work]: ...
    def first_seen_committed(self, change_id: str, at: datetime) -> datetime:
        """Return when a committed change was first seen to be so: `at`, or what an earlier call was told."""
        ...


class NewId(Protocol):
    def __call__(self) -> UUID: ...


class Surroundings(Protocol):
    """Everything a use case is handed besides its command."""

    @property
    def database(self) -> Database: ...
    @property
    def packs(self) -> Mapping[str, Pack]: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def new_id(self) -> NewId: ...
    @property
    def lease(self) -> timedelta: ...
    @property
    def clock_margin(self) -> timedelta: ...
