"""How old somebody is on a day."""

from datetime import date


def age_on(day: date, born: date) -> int:
    """Return full years; somebody born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """Return the first day on which somebody is so old, by the same rule as `age_on`."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
