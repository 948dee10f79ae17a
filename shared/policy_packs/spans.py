"""Spans of calendar time as laws state them: days, weeks, months, years, and years after the end of a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS_A_YEAR = 12
# A span has at most 999 years, so every day before this year has a day a span after it.
_LAST_YEAR = 9_000
_DAYS = {"day": 1, "week": 7}
SPAN = re.compile(r"^(?P<count>\d{1,3}) (?P<unit>day|week|month|year)s?(?P<year_end> after year end)?$")


@dataclass(frozen=True, slots=True)
class Span:
    """`after_year_end` counts from 31 December of the year a date lies in."""

    count: int
    unit: str
    after_year_end: bool = False


def span_from(words: str) -> Span:
    """Read a span such as `21 days`, `1 month` or `5 years after year end`; raises ValueError for anything else."""
    match = SPAN.match(words)
    if match is None:
        message = "Must be a span such as 21 days, 6 months, 5 years or 5 years after year end."
        raise ValueError(message)
    return Span(int(match["count"]), match["unit"], match["year_end"] is not None)


def after(day: date, span: Span) -> date:
    """Return the date that lies a span after a day; where its month is too short, the last day of that month.

    A span after the year's end begins on 1 January, so what is kept for it is kept through 31 December.
    """
    if day.year >= _LAST_YEAR:
        return date.max
    start = date(day.year + 1, 1, 1) if span.after_year_end else day
    if span.unit in _DAYS:
        return start + timedelta(days=span.count * _DAYS[span.unit])
    return _months_after(start, span.count * (_MONTHS_A_YEAR if span.unit == "year" else 1))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
