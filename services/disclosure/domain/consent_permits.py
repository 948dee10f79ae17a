"""What went to whom because of one consent, recipient by recipient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.disclosure.domain.check import Recipient
from services.disclosure.domain.decision import instant


@dataclass(frozen=True, slots=True)
class ConsentPermit:
    """What one decision let go because of the consent; the recipient is as the check named it."""

    recipient: Recipient
    purpose: str
    categories: frozenset[str]
    at: datetime


@dataclass(slots=True)
class PermitsToRecipient:
    """All that one recipient was let have."""

    recipient: Recipient
    first_at: datetime
    last_at: datetime
    purposes: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    permits: int = 0

    def add(self, permit: ConsentPermit) -> None:
        self.first_at, self.last_at = min(self.first_at, permit.at), max(self.last_at, permit.at)
        self.purposes.add(permit.purpose)
        self.categories |= permit.categories
        self.permits += 1

    def document(self) -> dict[str, Any]:
        return {
            "recipient": _recipient_document(self.recipient),
            "purposes": sorted(self.purposes),
            "categories": sorted(self.categories),
            "first_at": instant(self.first_at),
            "last_at": instant(self.last_at),
            "permits": self.permits,
        }


def permits_by_recipient(permits: Iterable[ConsentPermit]) -> list[PermitsToRecipient]:
    """Return what each recipient was let have, whoever came first first."""
    found: dict[Recipient, PermitsToRecipient] = {}
    for permit in permits:
        found.setdefault(permit.recipient, PermitsToRecipient(permit.recipient, permit.at, permit.at)).add(permit)
    return list(found.values())


def _recipient_document(recipient: Recipient) -> dict[str, str]:
    stated = {"kind": recipient.kind, "id": recipient.id, "country": recipient.country}
    return {name: value for name, value in stated.items() if value is not None}
