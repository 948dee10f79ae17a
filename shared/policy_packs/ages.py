"""How old somebody is on a day."""

from datetime import date


def age_on(day: date, born: date) -> int:
    """Return full years; somebody born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
