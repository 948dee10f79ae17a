"""A standing no: a refusal, a marketing objection, a restriction, a refusal of look-ups."""

from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.consent import Evidence, Recorded
from services.consent.domain.scope import Part


@dataclass(frozen=True, slots=True)
class Lift:
    """An objection taken back in so many words; nothing else ends one."""

    at: datetime
    channel: str
    recorded: Recorded
    evidence: tuple[Evidence, ...] = ()


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
    """What somebody said no to, until they lift it."""

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
