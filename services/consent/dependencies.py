"""What the edges of the service are handed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.consent.use_cases.ports import Database, NewId
from shared.clock import Clock
from shared.policy_packs.model import Pack
from shared.subject_references import SubjectKeys


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Everything use cases need from outside, and the keys that turn CPR numbers into references at the door."""

    database: Database
    packs: Mapping[str, Pack]
    subject_keys: SubjectKeys
    clock: Clock
    new_id: NewId
    lease: timedelta
    clock_margin: timedelta
