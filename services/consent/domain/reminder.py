"""What somebody is reminded of: a consent that lapses soon, or one whose text has a newer version.

A reminder asks; it never widens a consent and never lets one live longer.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReminderKind(StrEnum):
    EXPIRING = "expiring"
    TEXT_CHANGED = "text-changed"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Of which consent, and about what: the day it lapses, or the text's newest version. There are no two alike."""

    consent_id: str
    kind: ReminderKind
    about: str


@dataclass(frozen=True, slots=True)
class Days:
    """Lapsing after the first day, on the last one at the latest; both are first days of no longer counting."""

    after: date
    last: date
