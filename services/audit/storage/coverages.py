"""What is known of the positions that have arrived, and the marks that make knowing it cheap."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Range as SqlRange

from services.audit.domain.coverage import Coverage, Range
from services.audit.domain.stamp import Stream
from services.audit.storage.tables import completeness_marks
from services.audit.use_cases.ports import Mark

_ARRIVED = sa.text(
    "SELECT lower(arrived) AS first, upper(arrived) - 1 AS last FROM unnest(("
    " SELECT range_agg(int8range(position, position + 1))"
    " FROM unnest(CAST(:firsts AS bigint[]), CAST(:lasts AS bigint[])) AS open (first, last), LATERAL ("
    "  SELECT position FROM entries"
    "  WHERE producer = :producer AND topic = :topic AND position BETWEEN open.first AND open.last"
    "  UNION ALL SELECT position FROM quarantine"
    "  WHERE producer = :producer AND topic = :topic AND position BETWEEN open.first AND open.last"
    " ) AS seen)) AS arrived"
)


class CoverageRows:
    """The port Coverages."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def latest_mark(self, stream: Stream) -> Mark | None:
        marks = completeness_marks.c
        query = (
            sa.select(marks.highest, marks.gaps, marks.made_at)
            .where(marks.producer == stream.producer, marks.topic == stream.topic)
            .order_by(marks.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return Mark(Coverage(row.highest, tuple(Range(gap.lower, gap.upper - 1) for gap in row.gaps)), row.made_at)

    def arrived(self, stream: Stream, within: Sequence[Range]) -> list[Range]:
        limits = {"firsts": [limit.first for limit in within], "lasts": [limit.last for limit in within]}
        return [Range(row.first, row.last) for row in self._connection.execute(_ARRIVED, stream._asdict() | limits)]

    def add_mark(self, stream: Stream, mark: Mark) -> None:
        row = {
            "producer": stream.producer,
            "topic": stream.topic,
            "highest": mark.coverage.highest,
            "gaps": [SqlRange(gap.first, gap.last + 1) for gap in mark.coverage.gaps],
            "made_at": mark.made_at,
        }
        self._connection.execute(completeness_marks.insert(), row)
