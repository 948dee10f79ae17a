"""What happened to whom and when, and whether withdrawal won: the checker of histories.

Moments are seconds of one monotonic clock. Of an answered request `began` and `ended` are known to whoever sent it;
when a decision was committed, the database knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CLOCK_READINGS_APART = 0.002
"""The database stamps commits by the time of day, which is read apart from the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawal or objection that was answered as effective, and the categories that it takes away."""

    subject: str
    categories: frozenset[str]
    began: float
    ended: float
    how: str


@dataclass(frozen=True, slots=True)
class Permit:
    """One category permitted by a decision, which was committed then; nobody need have heard the answer."""

    subject: str
    category: str
    decision: str
    committed: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision as its caller heard it."""

    decision: str
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Violation:
    """A permit that came too late, and the withdrawal that it should have obeyed."""

    permit: Permit
    withdrawal: Withdrawal

    def __str__(self) -> str:
        late = self.permit.committed - self.withdrawal.ended
        return f"{self.permit.decision} permits {self.permit.category} {late:.3f} s after: {self.withdrawal.how}"


def violations(withdrawals: Iterable[Withdrawal], permits: Iterable[Permit]) -> list[Violation]:
    """Return every permit that was committed after what it relied on had been answered as withdrawn."""
    taken_away = defaultdict(list)
    for withdrawal in withdrawals:
        for category in withdrawal.categories:
            taken_away[withdrawal.subject, category].append(withdrawal)
    return [
        Violation(permit, withdrawal)
        for permit in permits
        for withdrawal in taken_away[permit.subject, permit.category]
        if permit.committed > withdrawal.ended
    ]


def contradictions(permits: Sequence[Permit], answers: Iterable[Answer], decisions: Iterable[str]) -> list[str]:
    """Return what cannot be: an answered decision that is not kept, or was not committed while it was waited for.

    If there is any, the moments are not to be trusted, and neither is what was found with them.
    """
    committed = {permit.decision: permit.committed for permit in permits}
    kept, found = set(decisions), []
    for answer in answers:
        earliest, latest = answer.began - CLOCK_READINGS_APART, answer.ended + CLOCK_READINGS_APART
        if answer.decision not in kept:
            found.append(f"{answer.decision} was answered and is not kept")
        elif not earliest <= committed.get(answer.decision, answer.began) <= latest:
            found.append(f"{answer.decision} was not committed while it was waited for")
    return found
