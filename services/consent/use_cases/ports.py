"""What the use cases need from outside."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import NamedTuple, Protocol

from services.consent.domain.change import PlaceInOrder, SettledChange
from services.consent.domain.consent import Consent, ImportedFrom, Recorded, Withdrawal
from services.consent.domain.death import Death
from services.consent.domain.delegation import Delegation, Step
from services.consent.domain.objection import Answer, Lift, Objection
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.authority_ports import AuthorityChanges
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.import_ports import Imports
from services.consent.use_cases.recall_ports import Recalls
from services.consent.use_cases.reminder_ports import Reminders
from services.consent.use_cases.webhook_ports import Webhooks
from shared.events.envelope import Document, Event


class Consents(Protocol):
    """Grants and withdrawals; both are only ever added.

    `own_given_by_the_young` returns those that people gave themselves when they were younger than `age`, where the date
    of birth is kept, and perhaps some that were given up to a year later.
    """

    def add(self, consent: Consent) -> None: ...
    def add_withdrawal(self, consent_id: str, withdrawal: Withdrawal) -> None: ...
    def find(self, consent_id: str, reach: Reach) -> Consent | None: ...
    def of_id(self, consent_id: str) -> Consent: ...
    def find_imported(self, controller: str, imported: ImportedFrom) -> Consent | None: ...
    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Consent]: ...
    def own_given_by_the_young(self, controller: str, age: int) -> list[Consent]: ...


class RefusedConsents(Protocol):
    """Consents that somebody was asked for and did not give; kept apart, so that nobody takes one for a grant."""

    def add(self, refused: RefusedConsent) -> None: ...
    def find(self, consent_id: str, reach: Reach) -> RefusedConsent | None: ...
    def of_subjects(
        self, controller: str, subjects: Sequence[str], reach: Reach | None = None
    ) -> list[RefusedConsent]: ...


class PlaceByMoment(NamedTuple):
    """Of objections in the order in which they were raised, one."""

    moment: datetime
    id: str


class Objections(Protocol):
    """Objections, their lifts and the answers to them; all are only ever added.

    `awaiting_answer` returns those that the controller has to weigh, the oldest first; `awaiting_since` when the oldest
    was raised, by controller.
    """

    def add(self, objection: Objection) -> None: ...
    def add_lift(self, objection_id: str, lift: Lift) -> None: ...
    def add_answer(self, objection_id: str, answer: Answer) -> None: ...
    def find(self, objection_id: str, reach: Reach) -> Objection | None: ...
    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Objection]: ...
    def awaiting_answer(self, controller: str, after: PlaceByMoment | None, limit: int) -> list[Objection]: ...
    def awaiting_since(self) -> Mapping[str, datetime]: ...


class Delegations(Protocol):
    """Delegations and the steps they take; both are only ever added.

    `to_act_by` returns those by which a person who signed in may act for one of these subjects.
    """

    def add(self, delegation: Delegation) -> None: ...
    def add_step(self, delegation_id: str, step: Step) -> None: ...
    def find(self, delegation_id: str, reach: Reach) -> Delegation | None: ...
    def to_act_by(self, reach: Reach, controller: str, subjects: Sequence[str]) -> list[Delegation]: ...
    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Delegation]: ...


class Deaths(Protocol):
    """Records of deaths and their retractions; both are only ever added."""

    def add(self, death: Death) -> None: ...
    def retract(self, death_id: str, recorded: Recorded) -> None: ...
    def find(self, death_id: str, reach: Reach) -> Death | None: ...
    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Death]: ...


class OnRecord(NamedTuple):
    """Which of the references asked for have a state, and under which keys anybody has one."""

    references: frozenset[str]
    keys: frozenset[str]


class Subjects(Protocol):
    """Who is on record. `begin_key` makes others who begin to use a key wait until this transaction ends."""

    def on_record(self, controller: str, references: Sequence[str]) -> OnRecord: ...
    def begin_key(self) -> None: ...


class BirthDates(Protocol):
    """When subjects were born, of whom it must be kept; `keep` leaves alone what was kept before."""

    def keep(self, controller: str, subject: str, born: date) -> None: ...
    def of(self, controller: str, subject: str) -> date | None: ...


class Versions(Protocol):
    """The number of each subject's present state. `lock` makes other writers wait until this transaction ends."""

    def lock(self, controller: str, subject: str) -> None: ...
    def current(self, controller: str, subjects: Sequence[str]) -> Mapping[str, int]: ...
    def advance(self, controller: str, subject: str) -> int: ...


class Answers(Protocol):
    """Answers already given. `find` makes a second request with the same key wait until the first has ended."""

    def find(self, key: IdempotencyKey) -> tuple[str, Document] | None: ...
    def add(self, key: IdempotencyKey, answer: Document) -> None: ...


class Changes(Protocol):
    """What has happened, in its final order; only what no late commit can come before any more."""

    def after(self, place: PlaceInOrder, controllers: Sequence[str], limit: int) -> list[SettledChange]: ...


class Outgoing(Protocol):
    """Events that leave once the transaction has committed."""

    def add(self, topic: str, event: Event) -> None: ...


class Effect(NamedTuple):
    """Since when a change is effective, and why it can be said: the gate confirmed it, or its lease has passed."""

    at: datetime
    how: str


class Gate(Protocol):
    """Asks the gate which version of a subject's state its copy holds; 0 when it does not say so in time."""

    def copied_version(self, controller: str, subject: str, seconds: float) -> int: ...


class Attempt(Protocol):
    """A part of a transaction that leaves nothing behind if something is raised in it, or if it is not to be kept."""

    def __call__(self, *, keep: bool) -> AbstractContextManager[object]: ...


class UnitOfWork(NamedTuple):
    """One transaction: everything done through it becomes true together, or not at all."""

    consents: Consents
    refused_consents: RefusedConsents
    objections: Objections
    delegations: Delegations
    deaths: Deaths
    subjects: Subjects
    birth_dates: BirthDates
    authority_changes: AuthorityChanges
    versions: Versions
    answers: Answers
    changes: Changes
    webhooks: Webhooks
    reminders: Reminders
    imports: Imports
    recalls: Recalls
    attempt: Attempt
    outgoing: Outgoing


class Units(Protocol):
    """A `change` commits unless something is raised; a `snapshot` sees one moment and changes nothing.

    `first_seen_committed` returns when a committed change was first seen to be so: `at`, or what an earlier call said.
    `keep_effect` returns the effect that was kept of a change: this one, or an earlier one.
    """

    def change(self) -> AbstractContextManager[UnitOfWork]: ...
    def snapshot(self) -> AbstractContextManager[UnitOfWork]: ...
    def first_seen_committed(self, change_id: str, at: datetime) -> datetime: ...
    def effect_of(self, change_id: str) -> Effect | None: ...
    def keep_effect(self, change_id: str, effect: Effect) -> Effect: ...
