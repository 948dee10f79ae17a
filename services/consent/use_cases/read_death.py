"""Read one record of a death."""

from services.consent.domain.death import Death
from services.consent.domain.errors import DeathNotFound
from services.consent.domain.reach import Reach
from services.consent.use_cases.describe_death import death_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_death(death_id: str, reach: Reach, surroundings: Surroundings) -> Document:
    """Return a record, a retracted one too."""
    with surroundings.units.snapshot() as unit:
        return death_answer(death_for(reach, death_id, unit))


def death_for(reach: Reach, death_id: str, unit: UnitOfWork) -> Death:
    """Return a record within reach; of any other, it is as if there were none."""
    death = unit.deaths.find(death_id, reach)
    if death is None:
        raise DeathNotFound
    return death
