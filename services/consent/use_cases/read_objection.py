"""Read one objection."""

from datetime import datetime

from services.consent.domain.reach import Reach
from services.consent.use_cases.describe_objection import objection_answer
from services.consent.use_cases.lift_objection import objection_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_objection(objection_id: str, reach: Reach, as_of: datetime | None, surroundings: Surroundings) -> Document:
    """Return an objection, a lifted one too, as it stands now or at another moment, past or to come."""
    with surroundings.units.snapshot() as unit:
        found = objection_for(reach, objection_id, unit)
    return objection_answer(found, as_of or surroundings.clock(), surroundings.packs.get(found.controller))
