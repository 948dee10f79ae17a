"""Calendar arithmetic by counting, one day at a time, so that it can be checked by reading it."""

from datetime import UTC, date, datetime, timedelta

from shared.policy_packs.spans import Span

_LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)


def is_leap(year: int) -> bool:
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 31 if month in _LONG_MONTHS else 30


def next_day(day: date) -> date:
    if day.day < days_in(day.year, day.month):
        return date(day.year, day.month, day.day + 1)
    return date(day.year, day.month + 1, 1) if day.month < 12 else date(day.year + 1, 1, 1)


def next_month(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def end_of_span(day: date, span: Span) -> date:
    """The date a span after a day; in a month that is too short, its last day."""
    start = date(day.year + 1, 1, 1) if span.after_year_end else day
    if span.unit in ("day", "week"):
        for _ in range(span.count * (7 if span.unit == "week" else 1)):
            start = next_day(start)
        return start
    year, month = start.year, start.month
    for _ in range(span.count * (12 if span.unit == "year" else 1)):
        year, month = next_month(year, month)
    return date(year, month, min(start.day, days_in(year, month)))


def birthday(born: date, year: int) -> date:
    """Somebody born on 29 February is a year older on 1 March where there is no such day."""
    if born.month == 2 and born.day == 29 and not is_leap(year):
        return date(year, 3, 1)
    return date(year, born.month, born.day)


def age(born: date, day: date) -> int:
    """How many birthdays there have been since the birth."""
    if day < born:
        return -1
    return len([year for year in range(born.year + 1, day.year + 1) if birthday(born, year) <= day])


def is_summer_time(moment: datetime) -> bool:
    """In the EU, from the last Sunday of March until the last Sunday of October, at one o'clock UTC."""
    begins, ends = _last_sunday(moment.year, 3), _last_sunday(moment.year, 10)
    return begins <= moment < ends


def _last_sunday(year: int, month: int) -> datetime:
    sundays = [number for number in range(1, 32) if date(year, month, number).weekday() == 6]
    return datetime(year, month, sundays[-1], 1, tzinfo=UTC)


def danish_day(moment: datetime) -> date:
    hours = 2 if is_summer_time(moment) else 1
    return (moment + timedelta(hours=hours)).date()


def danish_midnight(day: date) -> datetime:
    """The moment a Danish day begins: the first of the two possible ones that lies in that day."""
    for hours in (2, 1):
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=hours)
        if danish_day(moment) == day:
            return moment
    raise AssertionError(day)
