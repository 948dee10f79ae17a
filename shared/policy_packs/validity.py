"""How long a consent lives: computed from when it was given and what it is for, whatever its paper says."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class Validity:
    """The first day on which the consent no longer counts, if there is one, and why."""

    until: date | None
    reason: str


def copenhagen_date(moment: datetime) -> date:
    """The law counts in Danish calendar days."""
    return moment.astimezone(COPENHAGEN).date()


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


def one_year_after(day: date) -> date:
    """The anniversary; the one of 29 February is 28 February, the earlier of the two readings."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def validity_of(consent_class: str, given_on: date, stated_end: date | None) -> Validity:
    """A consent of the class `treatment` also ends with its course, which only the caller can know."""
    if consent_class == "treatment":
        return Validity(stated_end, "course")
    if consent_class == "until-withdrawn":
        return Validity(stated_end, "stated-end" if stated_end else "until-withdrawn")
    year_end = one_year_after(given_on)
    if stated_end is not None and stated_end < year_end:
        return Validity(stated_end, "stated-end")
    return Validity(year_end, "one-calendar-year")
