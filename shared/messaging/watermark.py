"""Up to which moment everything committed is in hand: what a heartbeat may claim."""

from dataclasses import dataclass
from datetime import datetime

from shared.messaging.outbox_reader import Batch


@dataclass(frozen=True, slots=True)
class _Mark:
    """A moment, and a transaction number that every transaction committed before that moment lies below."""

    at: datetime
    below: int


class Watermark:
    """Follows the batches of one outbox.

    Under steady load some committed row is always unsettled, so waiting for a moment without any could take for
    ever. Instead a moment is marked, and claimed once all transactions that can have committed before it have
    ended and their rows have been read.
    """

    def __init__(self) -> None:
        self._mark: _Mark | None = None

    def reached(self, batch: Batch) -> datetime | None:
        """Return a new moment before which everything committed is in this batch or earlier ones, if there is one."""
        if not batch.exhausted:
            return None
        if not batch.unsettled:
            self._mark = None
            return batch.read_at
        marked = self._mark
        if marked and batch.settled_below < marked.below:
            return None
        self._mark = _Mark(batch.read_at, batch.none_committed_from)
        return marked.at if marked else None
