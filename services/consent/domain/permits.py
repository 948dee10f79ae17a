"""What the gate says has gone to a recipient because of a consent."""

from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.scope import Part, Recipient


@dataclass(frozen=True, slots=True)
class PermitsToRecipient:
    """How many decisions let the recipient have some of these categories for these purposes, the first and the last."""

    recipient: Recipient
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    first_at: datetime
    last_at: datetime
    permits: int


@dataclass(frozen=True, slots=True)
class PermitsQuestion:
    """Which consent of a subject at a controller, and which part of what was permitted because of it."""

    controller: str
    subject: str
    consent: str
    part: Part
