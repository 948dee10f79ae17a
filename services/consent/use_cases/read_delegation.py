"""Read one delegation."""

from datetime import datetime

from services.consent.domain.reach import Reach
from services.consent.use_cases.describe_delegation import delegation_answer
from services.consent.use_cases.step_delegation import delegation_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_delegation(delegation_id: str, reach: Reach, as_of: datetime | None, surroundings: Surroundings) -> Document:
    """Return a delegation, one that is over too, as it stands now or at another moment, past or to come."""
    with surroundings.units.snapshot() as unit:
        found = delegation_for(reach, delegation_id, unit)
    return delegation_answer(found, as_of or surroundings.clock(), surroundings.packs.get(found.controller))
