"""Days and moments at the edges at which answers change."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from shared.policy_packs.spans import Span
from tests.oracle.chance import happens
from tests.oracle.naive_dates import danish_midnight, next_day

_TODAYS = [
    date(2026, 11, 20),
    date(2026, 6, 1),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2028, 2, 29),
    date(2027, 2, 28),
]
_SECONDS = [0, -1, 1, -4, 4, -6, 6, -3_600, -86_400]
_DAYS = [0, -1, 1, 0, -1, 1, -2, -21, -30, -365, -366, -364, 30]


def a_moment(chance: Random) -> datetime:
    """Around a Danish midnight, or in the middle of the day."""
    today = chance.choice(_TODAYS)
    if happens(chance, 2):
        return datetime.combine(today, time(12), UTC)
    return danish_midnight(today) + timedelta(minutes=chance.choice([0, 1, -1, -20, 24 * 60 - 5]))


def near(chance: Random, moment: datetime) -> datetime:
    if happens(chance, 3):
        return danish_midnight(a_day_near(chance, moment.date()))
    return moment + timedelta(seconds=chance.choice(_SECONDS), days=chance.choice([0, 0, -100, -365, -366]))


def before(chance: Random, moment: datetime) -> datetime:
    """Mostly some time ago."""
    return near(chance, moment - timedelta(days=chance.choice([0, 10, 200])))


def a_day_near(chance: Random, day: date) -> date:
    return day + timedelta(days=chance.choice(_DAYS))


def a_birthday(chance: Random, today: date) -> date:
    """Of a child, of a grown-up, or of somebody who turns 13, 15 or 16 these days."""
    years = chance.choice([40, 5, 13, 15, 16])
    if happens(chance, 6):
        return date(today.year - years - (today.year - years) % 4, 2, 29)
    first = date(today.year - years, today.month, min(today.day, 28))
    return chance.choice([first, next_day(first), first - timedelta(days=1), first + timedelta(days=100)])


def about_a_span_ago(chance: Random, day: date, span: Span) -> date:
    """A day from which the span ends around the given one."""
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[span.unit] * span.count
    ago = day - timedelta(days=min(length, 30_000))
    return ago + timedelta(days=chance.choice([0, -1, 1, 2, -5, 40, -400]))
