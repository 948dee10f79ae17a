"""What the use cases around recalls need from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from services.consent.domain.reach import Reach
from services.consent.domain.recall import Recall, RecallStatus, RecallStep


class WantedRecalls(NamedTuple):
    """Recalls of one controller; what is None does not matter."""

    controller: str
    subject: str | None
    status: RecallStatus | None
    consent: str | None


class RecallQuestion(NamedTuple):
    """A withdrawal of which it is not known yet who is to be told; whether the pack promised that when it was made."""

    withdrawal_id: str
    consent_id: str
    is_promised: bool


class Recalls(Protocol):
    """Withdrawals of which it is not yet known who must be told, and the recalls that came of the others.

    `decide` returns whether nobody else has decided the withdrawal; what has no oldest one is left out of
    `undecided_since`, `open_since` and `sent_since`, which are by controller.
    """

    def ask(self, withdrawal_id: str, *, is_promised: bool) -> None: ...
    def undecided(self, after: str | None, limit: int) -> list[RecallQuestion]: ...
    def decide(self, withdrawal_id: str, at: datetime) -> bool: ...
    def add(self, recalls: Sequence[Recall]) -> None: ...
    def add_step(self, recall_id: str, step: RecallStep) -> None: ...
    def page(self, wanted: WantedRecalls, reach: Reach, after: str | None, limit: int) -> list[Recall]: ...
    def find(self, recall_id: str, reach: Reach) -> Recall | None: ...
    def undecided_since(self) -> dict[str, datetime]: ...
    def open_since(self) -> dict[str, datetime]: ...
    def sent_since(self) -> dict[str, datetime]: ...
