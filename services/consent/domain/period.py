"""The days that data are from."""

from dataclasses import dataclass
from datetime import date


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
