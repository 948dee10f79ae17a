"""A heartbeat's moment is reached when, and only when, everything committed before it is in hand."""

from datetime import UTC, datetime, timedelta

from shared.messaging.outbox_reader import BATCH_SIZE, Batch, Row
from shared.messaging.watermark import Watermark

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROW = Row("7", 1, "k1.somebody", "ThingHappened", b"{}", "")


def a_batch(second: int, settled_below: int, none_committed_from: int, unsettled: bool = True, rows: int = 0) -> Batch:
    return Batch([ROW] * rows, START + timedelta(seconds=second), settled_below, none_committed_from, unsettled)


def test_with_nothing_left_the_moment_of_reading_is_reached() -> None:
    batch = a_batch(1, settled_below=10, none_committed_from=20, unsettled=False)
    assert Watermark().reached(batch) == batch.read_at


def test_with_settled_rows_left_for_the_next_batch_nothing_is_reached() -> None:
    batch = a_batch(1, settled_below=10, none_committed_from=10, unsettled=False, rows=BATCH_SIZE)
    assert Watermark().reached(batch) is None


def test_under_steady_load_a_marked_moment_is_reached_when_its_transactions_have_ended() -> None:
    watermark = Watermark()
    assert watermark.reached(a_batch(1, settled_below=10, none_committed_from=20)) is None
    assert watermark.reached(a_batch(2, settled_below=19, none_committed_from=30)) is None
    assert watermark.reached(a_batch(3, settled_below=20, none_committed_from=40)) == START + timedelta(seconds=1)
    assert watermark.reached(a_batch(4, settled_below=39, none_committed_from=50)) is None
    assert watermark.reached(a_batch(5, settled_below=40, none_committed_from=60)) == START + timedelta(seconds=3)


def test_a_full_batch_does_not_reach_even_a_marked_moment() -> None:
    watermark = Watermark()
    watermark.reached(a_batch(1, settled_below=10, none_committed_from=20))
    assert watermark.reached(a_batch(2, settled_below=20, none_committed_from=30, rows=BATCH_SIZE)) is None
    assert watermark.reached(a_batch(3, settled_below=20, none_committed_from=40)) == START + timedelta(seconds=1)


def test_a_moment_marked_before_a_quiet_spell_is_not_reached_again_after_it() -> None:
    watermark = Watermark()
    watermark.reached(a_batch(1, settled_below=10, none_committed_from=20))
    watermark.reached(a_batch(2, settled_below=20, none_committed_from=20, unsettled=False))
    assert watermark.reached(a_batch(3, settled_below=25, none_committed_from=30)) is None
