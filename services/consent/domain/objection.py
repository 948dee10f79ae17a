"""A standing no: a refusal, a marketing objection, a restriction, a refusal of look-ups."""

from dataclasses import dataclass
from datetime import date, datetime

from services.consent.domain.consent import Evidence, Giver, Recorded
from services.consent.domain.scope import Part

ANSWERABLE = "particular-situation"
"""The kind that the controller weighs and answers."""


@dataclass(frozen=True, slots=True)
class Lift:
    """An objection taken back in so many words; nothing else ends one."""

    at: datetime
    channel: str
    recorded: Recorded
    evidence: tuple[Evidence, ...] = ()
    lifted_by: Giver | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the controller answered to an objection under article 21(1) GDPR.

    `upheld`: the processing stops. `overridden`: compelling grounds prevail, and the person is told which.
    """

    at: datetime
    answer: str
    grounds: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody said no to, until they lift it.

    `raised_by` is whose word it was, where that was said; `subject_born` the subject's date of birth, kept only of whom
    something was decided by custody. `subject_role` is the role of the pack in which the person objects. It limits
    nothing: the objection reaches their data in every role, and is their own once they decide in any.
    """

    id: str
    controller: str
    subject: str
    kind: str
    raised_at: datetime
    channel: str
    part: Part
    recorded: Recorded
    lift: Lift | None = None
    answer: Answer | None = None
    evidence: tuple[Evidence, ...] = ()
    raised_by: Giver | None = None
    subject_born: date | None = None
    subject_role: str | None = None

    @property
    def version(self) -> int:
        return 1 + sum(later is not None for later in (self.answer, self.lift))

    @property
    def authority(self) -> str:
        """With what authority it was raised; what nobody said is taken for the subject's own word."""
        return self.raised_by.authority if self.raised_by else "self"
