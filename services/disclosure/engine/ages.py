"""From what age people decide for themselves."""

from collections.abc import Mapping
from datetime import date

Ages = Mapping[str, tuple[tuple[date, date, int], ...]]
"""By name: from which day, until which day, at what age."""


def age_of_consent(ages: Ages, name: str, day: date) -> int | None:
    """Return the age from which people consented for themselves on a day; None where no law said so yet."""
    return next((age for begins, ends, age in ages[name] if begins <= day < ends), None)
