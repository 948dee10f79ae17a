"""The days of the model's people: every one is born on BORN and decides from DECIDES_FROM on. Days are Danish ones."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BORN = date(2011, 5, 1)
DECIDES_FROM = date(2026, 5, 1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def day_of(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def who_decides(at: datetime) -> str:
    return "self" if day_of(at) >= DECIDES_FROM else "custody"
