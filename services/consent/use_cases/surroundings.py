"""What a use case is handed besides its command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.consent.use_cases.ports import Database
from shared.clock import Clock
from shared.policy_packs.model import Pack


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything from outside; `lease` is how long a gate may rely on its copy of a state."""

    database: Database
    packs: Mapping[str, Pack]
    clock: Clock
    new_id: Callable[[], UUID]
    lease: timedelta
    clock_margin: timedelta
