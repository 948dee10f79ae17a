"""How long a consent lives: computed from when it was given and what it is for, whatever its paper says."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from shared.policy_packs.spans import Span, after

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_A_YEAR = Span(1, "year")


@dataclass(frozen=True, slots=True)
class Validity:
    """The first day on which the consent no longer counts, if there is one, and why."""

    until: date | None
    reason: str


def copenhagen_date(moment: datetime) -> date:
    """The law counts in Danish calendar days."""
    return moment.astimezone(COPENHAGEN).date()


@lru_cache(maxsize=1_000)
def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


@lru_cache(maxsize=10_000)
def validity_of(consent_class: str, given_on: date, stated_end: date | None) -> Validity:
    """Return the first day on which a consent no longer counts, and why it is that day.

    One of the class `treatment` also ends with its course, which only the caller can know.
    """
    if consent_class == "treatment":
        return Validity(stated_end, "stated-end" if stated_end else "course")
    if consent_class == "until-withdrawn":
        return Validity(stated_end, "stated-end" if stated_end else "until-withdrawn")
    year_end = after(given_on, _A_YEAR)
    if stated_end is not None and stated_end < year_end:
        return Validity(stated_end, "stated-end")
    return Validity(year_end, "one-calendar-year")
