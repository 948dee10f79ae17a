"""What the use cases need to know of what went to whom."""

from typing import Protocol

from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient

NO_ANSWER, NOT_ALLOWED, NOT_UNDERSTOOD = "no-answer", "not-allowed", "not-understood"


class PermitsUnknown(Exception):
    """Nobody can say at present what went to whom; the reason is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Permits(Protocol):
    """Asks the gate, which alone knows; raises PermitsUnknown."""

    def relying_on(self, question: PermitsQuestion, seconds: float) -> list[PermitsToRecipient]: ...
