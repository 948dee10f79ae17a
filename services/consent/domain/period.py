"""The days that data are from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day until the first day after; None is an end that is open."""

    begins: date | None = None
    ends: date | None = None

    @property
    def has_days(self) -> bool:
        return (self.begins or date.min) < (self.ends or date.max)

    def common_with(self, other: "Period") -> "Period | None":
        """Return the days that both have, if there are any."""
        begins = max((one for one in (self.begins, other.begins) if one), default=None)
        ends = min((one for one in (self.ends, other.ends) if one), default=None)
        common = Period(begins, ends)
        return common if common.has_days else None

    def cut_at(self, days: Iterable[date]) -> list["Period"]:
        """Return the same days as periods that follow one another, cut at those of these days that lie inside."""
        inside = sorted(day for day in set(days) if (self.begins or date.min) < day < (self.ends or date.max))
        return [Period(*ends) for ends in pairwise([self.begins, *inside, self.ends])]
