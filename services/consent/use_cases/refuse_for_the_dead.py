"""Nobody consents, is let in or lifts a no for somebody who has died."""

from datetime import date

from services.consent.domain.death import standing_death
from services.consent.domain.errors import Fault
from services.consent.use_cases.ports import UnitOfWork


def faults_of_saying_for_the_dead(
    unit: UnitOfWork, controller: str, subject: str, pointer: str, day: date
) -> list[Fault]:
    """Return a fault if what is said on a day is said for somebody who had died before it."""
    died_on = day_of_death(unit, controller, subject)
    if died_on is None or day <= died_on:
        return []
    return [Fault(pointer, f"The person died on {died_on}, and nobody says this for them.")]


def day_of_death(unit: UnitOfWork, controller: str, subject: str) -> date | None:
    """Return the day on which somebody has died, where a death is on record."""
    death = standing_death(unit.deaths.of_subjects(controller, [subject]))
    return death.died_on if death else None
