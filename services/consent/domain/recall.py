"""That a recipient is told of a withdrawal, because what it got is erased: open, sent, answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.consent.domain.consent import Consent, Evidence, Recorder
from services.consent.domain.kind_rules import kinds_of_withdrawn
from services.consent.domain.permits import PermitsToRecipient
from services.consent.domain.scope import Part
from shared.policy_packs.model import Pack


class RecallStatus(StrEnum):
    """Where a recall stands."""

    OPEN = "open"
    SENT = "sent"
    ANSWERED = "answered"


RECALL_ANSWERS = ("erased", "returned", "kept", "never-received")
"""What a recipient can say of the data: it may keep them on a legal basis of its own."""


@dataclass(frozen=True, slots=True)
class RecallStep:
    """That a recall was sent, or answered by whom at the recipient and how; each at most once."""

    step: str
    at: datetime
    channel: str
    recorded_at: datetime
    recorder: Recorder
    evidence: tuple[Evidence, ...] = ()
    answer: str | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """What one recipient got because of the part of a consent that was withdrawn, and of which it is to be told."""

    id: str
    controller: str
    subject: str
    consent_id: str
    withdrawal_id: str
    went: PermitsToRecipient
    opened_at: datetime
    steps: tuple[RecallStep, ...] = ()

    @property
    def version(self) -> int:
        return 1 + len(self.steps)

    def step(self, name: str) -> RecallStep | None:
        return next((one for one in self.steps if one.step == name), None)

    @property
    def status(self) -> RecallStatus:
        """Return how far it has come; an answer may come by telephone before anything was sent."""
        if self.step("answered"):
            return RecallStatus.ANSWERED
        return RecallStatus.SENT if self.step("sent") else RecallStatus.OPEN


def is_recalled(consent: Consent, part: Part, pack: Pack) -> bool:
    """Return whether the pack has recipients told when a part of a consent is withdrawn (article 19 GDPR)."""
    return any(kind.recall for kind in kinds_of_withdrawn(consent, part, pack))
