"""What a use case is handed besides its command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.consent.use_cases.permits_port import Permits
from services.consent.use_cases.ports import Gate, Units
from services.consent.use_cases.webhook_rules import WebhookRules
from shared.clock import Clock, Pause
from shared.policy_packs.model import Pack


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything from outside; `lease` is how long a gate may rely on its copy of a state."""

    units: Units
    packs: Mapping[str, Pack]
    gate: Gate
    permits: Permits
    clock: Clock
    pause: Pause
    lease: timedelta
    clock_margin: timedelta
    webhook_rules: WebhookRules
