"""Somebody who acts for the subject, or was let in by them: asked for, accepted, dated, and ended."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.consent import Evidence, Giver, Recorded
from services.consent.domain.scope import Part, Recipient
from shared.policy_packs.validity import copenhagen_date

POWERS = ("view", "give", "withdraw")
"""See the subject's data, consent in their place, withdraw and object in their place."""


class DelegationStatus(StrEnum):
    """Where a delegation stands. Only one in force lets anybody see anything."""

    REQUESTED = "requested"
    DECLINED = "declined"
    NOT_YET_BEGUN = "not-yet-begun"
    IN_FORCE = "in-force"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a delegation: accepted, declined or ended; each at most once."""

    step: str
    at: datetime
    channel: str
    recorded: Recorded
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may do what for the subject, from the first day until the first day on which not any more."""

    kind: str
    delegate: Recipient
    given_by: Giver
    powers: tuple[str, ...]
    begins: date
    part: Part
    channel: str
    ends: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """A mandate and the steps it has taken, in the order they were recorded. Both only ever grow."""

    id: str
    controller: str
    subject: str
    mandate: Mandate
    recorded: Recorded
    steps: tuple[Step, ...] = ()

    def step(self, name: str) -> Step | None:
        return next((one for one in self.steps if one.step == name), None)

    def lets_view(self) -> bool:
        return self.step("accepted") is not None and "view" in self.mandate.powers

    def status(self, at: datetime) -> DelegationStatus:
        """Return where it stands at a moment; authority by age is judged by the gate on the day of each decision."""
        settled = self._settled(at)
        if settled is not None:
            return settled
        day = copenhagen_date(at)
        if day < self.mandate.begins:
            return DelegationStatus.NOT_YET_BEGUN
        over = self.mandate.ends is not None and day >= self.mandate.ends
        return DelegationStatus.EXPIRED if over else DelegationStatus.IN_FORCE

    def _settled(self, at: datetime) -> DelegationStatus | None:
        """What is so whatever the day."""
        ended, declined, accepted = (self.step(name) for name in ("ended", "declined", "accepted"))
        if ended is not None and ended.at <= at:
            return DelegationStatus.ENDED
        if declined is not None and declined.at <= at:
            return DelegationStatus.DECLINED
        return None if accepted is not None and accepted.at <= at else DelegationStatus.REQUESTED
