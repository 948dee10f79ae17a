"""The days some data are from."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple


class Period(NamedTuple):
    """From the first day until the first day after; an end that is open is the calendar's own."""

    begins: date
    ends: date

    @property
    def has_days(self) -> bool:
        """A period without any would lie inside every consent and beside every refusal."""
        return self.begins < self.ends

    def contains(self, other: "Period") -> bool:
        return self.begins <= other.begins and other.ends <= self.ends

    def overlaps(self, other: "Period") -> bool:
        return self.begins < other.ends and other.begins < self.ends


def period_from(data: Mapping[str, Any] | None) -> Period | None:
    if data is None:
        return None
    return Period(_day(data.get("from")) or date.min, _day(data.get("until")) or date.max)


def period_document(period: Period) -> dict[str, str]:
    ends = {"from": period.begins, "until": period.ends}
    return {name: day.isoformat() for name, day in ends.items() if day not in (date.min, date.max)}


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
