"""What the use cases need from outside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from services.disclosure.domain.state_message import Heartbeat, Malformed, State
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from shared.events.envelope import Event


class SubjectKey(NamedTuple):
    """One subject at one controller, by every reference that its state may be under, the current key's first."""

    controller: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentCopy:
    """The gate's copy of a subject's state, and the moment up to which it misses nothing (None: unknown).

    `reference` is the one the state is under; without any state on record, the one it would get. It is not certain when
    the state could be under a reference that was not looked for.
    """

    reference: str
    state: SubjectState
    complete_until: datetime | None
    certain: bool = True


class StatesRead(NamedTuple):
    """The states of references, nothing on file at version 0, and the keys that anybody's reference is made with."""

    states: Mapping[str, SubjectState]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it is kept: the event that announces it, and who asked."""

    event: Event
    client: str
    idempotency_key: str | None
    place: int
    request_digest: bytes | None
    traceparent: str


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """An earlier request with an idempotency key, and its answers in order."""

    request_digest: bytes
    answers: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The decisions of one controller from `since` until before `until`."""

    controller: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision's event, and the state it was made on: None when there was none, or none is kept."""

    event: Mapping[str, Any]
    state: SubjectState | None

    @property
    def state_is_kept(self) -> bool:
        """Whether the state is the one that the decision names."""
        version: int | None = self.event["data"]["decision"]["consent_state"]
        return version == (None if self.state is None else self.state.version)


class IdempotencyClash(Exception):
    """Another request with the same idempotency key committed first."""


class LeaseOver(Exception):
    """The database refused a commit, because it came after the moment before which it had to come."""


class ConsentUnavailable(Exception):
    """The consent service did not answer in time."""


class ConsentCopies(Protocol):
    def read(self, keys: Iterable[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]: ...
    def version(self, controller: str, reference: str) -> int: ...


class Decisions(Protocol):
    def add(self, records: Sequence[DecisionRecord]) -> None: ...
    def answered(self, client: str, idempotency_key: str) -> AnsweredRequest | None: ...
    def find(self, decision_id: UUID) -> dict[str, Any] | None: ...


class RecordedDecisions(Protocol):
    def page(self, wanted: Recorded, after: UUID | None, limit: int) -> list[RecordedDecision]: ...
    def naming_consent(
        self, controller: str, subject: str, consent: str, after: UUID | None, limit: int
    ) -> list[Mapping[str, Any]]: ...


class UnitOfWork(NamedTuple):
    """One transaction: consent copies locked, decisions written, then one commit.

    `commit_within` raises LeaseOver unless the transaction is committed in so much time after it began.
    """

    consent_copies: ConsentCopies
    decisions: Decisions
    recorded: RecordedDecisions
    commit: Callable[[], None]
    commit_within: Callable[[timedelta], None]


class Units(Protocol):
    def begin(self) -> AbstractContextManager[UnitOfWork]: ...


class ConsentProjection(Protocol):
    """Writes the copy."""

    def keep_states(self, states: Sequence[State]) -> None: ...
    def keep_heartbeats(self, heartbeats: Sequence[Heartbeat]) -> None: ...
    def quarantine(self, malformed: Sequence[Malformed]) -> None: ...


class StrongRead(Protocol):
    """Asks the consent service itself; raises ConsentUnavailable."""

    def states(self, controller: str, references: Sequence[str]) -> StatesRead: ...


class DraftPolicies(Protocol):
    """Policies that somebody tries out; raises DraftRefused."""

    def policy(self, controller: str, files: Mapping[str, str]) -> Policy: ...
