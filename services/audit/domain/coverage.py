"""How far a stream of events has arrived without gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from services.audit.domain.stamp import HIGHEST_POSITION


class Range(NamedTuple):
    """Positions from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every position up to `highest` has arrived, except those in `gaps` (in order, apart from each other)."""

    highest: int = 0
    gaps: tuple[Range, ...] = ()

    @property
    def complete_to(self) -> int:
        """The last position before the first gap."""
        return self.gaps[0].first - 1 if self.gaps else self.highest

    @property
    def arrived_count(self) -> int:
        """How many positions have arrived."""
        return self.highest - sum(gap.last - gap.first + 1 for gap in self.gaps)

    @property
    def open_ranges(self) -> list[Range]:
        """Where positions could still arrive: in the gaps, and after the highest."""
        return [*self.gaps, Range(self.highest + 1, HIGHEST_POSITION)]

    def with_arrived(self, arrived: Iterable[Range]) -> "Coverage":
        """Return the coverage once these ranges have arrived as well."""
        highest, gaps = 0, []
        for covered in sorted([*self._covered(), *arrived]):
            if covered.first > highest + 1:
                gaps.append(Range(highest + 1, covered.first - 1))
            highest = max(highest, covered.last)
        return Coverage(highest, tuple(gaps))

    def with_at_most(self, gaps: int) -> "Coverage":
        """Return the coverage cut off before the first gap too many, so that keeping it stays cheap."""
        if len(self.gaps) <= gaps:
            return self
        return Coverage(self.gaps[gaps].first - 1, self.gaps[:gaps])

    def _covered(self) -> list[Range]:
        edges = [Range(0, 0), *self.gaps, Range(self.highest + 1, self.highest + 1)]
        return [Range(before.last + 1, after.first - 1) for before, after in pairwise(edges)]
