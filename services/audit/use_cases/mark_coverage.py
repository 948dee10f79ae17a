"""Write down, now and then, how far each stream has arrived, so that nobody need count from the start."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.audit.domain.coverage import Coverage
from services.audit.domain.stamp import Place, Stream
from services.audit.use_cases.ports import Coverages, Mark

# Between marks a reader looks at the positions themselves. A mark for so many of them keeps both sides cheap.
POSITIONS_BETWEEN_MARKS = 1_000
# While partitions are far apart, each mark looks again at everything between them; not more often than this.
TIME_BETWEEN_MARKS = timedelta(seconds=1)
MOST_GAPS_IN_A_MARK = 1_000


def mark_coverage(places: Iterable[Place], coverages: Coverages, at: datetime) -> None:
    """Add a mark for each stream of a batch that is due for one."""
    for stream, highest in _highest_positions(places).items():
        mark = coverages.latest_mark(stream)
        if mark is None or _is_due(mark, highest, at):
            coverage = current_coverage(stream, mark, coverages)
            coverages.add_mark(stream, Mark(coverage.with_at_most(MOST_GAPS_IN_A_MARK), at))


def current_coverage(stream: Stream, mark: Mark | None, coverages: Coverages) -> Coverage:
    """Return the coverage of a stream at this moment, starting from its mark."""
    coverage = mark.coverage if mark else Coverage()
    return coverage.with_arrived(coverages.arrived(stream, coverage.open_ranges))


def _highest_positions(places: Iterable[Place]) -> dict[Stream, int]:
    highest: dict[Stream, int] = {}
    for stream, position in places:
        highest[stream] = max(position, highest.get(stream, 0))
    return highest


def _is_due(mark: Mark, highest: int, at: datetime) -> bool:
    return highest - mark.coverage.highest >= POSITIONS_BETWEEN_MARKS and at - mark.made_at >= TIME_BETWEEN_MARKS
