"""The invented patients of a day: other people every day, the same ones all day."""

import random
from dataclasses import dataclass
from datetime import date

from deploy.demo.journeys import Journey
from deploy.local.invented_people import MOST_PEOPLE, invented_cpr

PATIENTS = 600
# The first few numbers belong to the demonstration data.
_FIRST = 100


@dataclass(frozen=True)
class Patient:
    """An invented person on a journey."""

    number: int
    journey: Journey

    @property
    def cpr(self) -> str:
        return invented_cpr(self.number)


def patients_of(day: date, journeys: list[Journey], count: int = PATIENTS) -> list[Patient]:
    """Return the day's patients, each on a journey drawn by weight."""
    days_without_repeat = (MOST_PEOPLE - _FIRST) // count
    first = _FIRST + day.toordinal() % days_without_repeat * count
    chance = random.Random(day.toordinal())  # noqa: S311 (a demo, not a secret)
    drawn = chance.choices(journeys, weights=[journey.weight for journey in journeys], k=count)
    return [Patient(first + place, journey) for place, journey in enumerate(drawn)]
