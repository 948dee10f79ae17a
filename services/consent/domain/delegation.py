"""Somebody who acts for the subject, or was let in by them: asked for, accepted, dated, and ended."""

from dataclasses import dataclass
from datetime import date, datetime

from services.consent.domain.consent import Evidence, Giver, Recorded
from services.consent.domain.scope import Part, Recipient

POWERS = ("view", "give", "withdraw")
"""See the subject's data, consent in their place, withdraw and object in their place."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a delegation: accepted, declined or ended; each at most once.

    `ended_by` is whose word an end was, where that was said.
    """

    step: str
    at: datetime
    channel: str
    recorded: Recorded
    evidence: tuple[Evidence, ...] = ()
    ended_by: Giver | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who may do what for the subject, from the first day until the first day on which not any more.

    `subject_role` is the role of the pack in which they act for the subject: its law says until when custody lasts.
    """

    kind: str
    delegate: Recipient
    given_by: Giver
    powers: tuple[str, ...]
    begins: date
    part: Part
    channel: str
    ends: date | None = None
    evidence: tuple[Evidence, ...] = ()
    subject_role: str | None = None

    @property
    def rests_on_custody(self) -> bool:
        """Whether it is custody itself, or somebody was let in by a holder of custody."""
        return "custody" in (self.kind, self.given_by.authority)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A mandate and the steps it has taken, in the order they were recorded. Both only ever grow.

    `subject_born` is the subject's date of birth, kept only of whom something was decided by custody; `subject_died`
    the day of their death, where that is on record.
    """

    id: str
    controller: str
    subject: str
    mandate: Mandate
    recorded: Recorded
    steps: tuple[Step, ...] = ()
    subject_born: date | None = None
    subject_died: date | None = None

    @property
    def version(self) -> int:
        return 1 + len(self.steps)

    def step(self, name: str) -> Step | None:
        return next((one for one in self.steps if one.step == name), None)

    def lets_view(self) -> bool:
        return self.step("accepted") is not None and "view" in self.mandate.powers
