"""Gaps, held against counting one by one."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.audit.domain.coverage import Coverage, Range

POSITIONS = st.sets(st.integers(1, 60))


def ranges(positions: set[int]) -> list[Range]:
    """Return positions as ranges, one by one, in order."""
    return [Range(position, position) for position in sorted(positions)]


@settings(deadline=None)
@given(POSITIONS, POSITIONS)
def test_coverage_says_what_counting_says(first: set[int], second: set[int]) -> None:
    coverage = Coverage().with_arrived(ranges(first)).with_arrived(ranges(second))
    arrived = first | second
    highest = max(arrived, default=0)
    missing = {position for gap in coverage.gaps for position in range(gap.first, gap.last + 1)}
    assert coverage.highest == highest
    assert missing == set(range(1, highest + 1)) - arrived
    assert coverage.arrived_count == len(arrived)
    assert coverage.complete_to == min(set(range(1, highest + 2)) - arrived) - 1


@settings(deadline=None)
@given(POSITIONS)
def test_gaps_are_in_order_and_apart(arrived: set[int]) -> None:
    gaps = Coverage().with_arrived(ranges(arrived)).gaps
    assert all(before.last + 1 < after.first for before, after in pairwise(gaps))


@settings(deadline=None)
@given(POSITIONS, st.integers(0, 5))
def test_a_coverage_cut_short_comes_to_the_same_when_the_rest_is_looked_at(arrived: set[int], most: int) -> None:
    whole = Coverage().with_arrived(ranges(arrived))
    cut = whole.with_at_most(most)
    assert len(cut.gaps) <= most
    later = [
        found for found in ranges(arrived) if any(open_.first <= found.first <= open_.last for open_ in cut.open_ranges)
    ]
    assert cut.with_arrived(later) == whole


def test_nothing_has_arrived_yet() -> None:
    assert (Coverage().complete_to, Coverage().arrived_count, Coverage().open_ranges[0].first) == (0, 0, 1)
