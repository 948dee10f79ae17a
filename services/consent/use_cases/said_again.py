"""Whether what can be said once, and is said again, is the same."""

from datetime import datetime

from services.consent.domain.errors import RecordedOtherwise


def require_the_same(*stated_and_recorded: tuple[object, object]) -> None:
    """Raise RecordedOtherwise if anything stated is not what is on record; what nobody states contradicts nothing."""
    if any(stated not in (None, (), recorded) for stated, recorded in stated_and_recorded):
        raise RecordedOtherwise


def as_kept(stated: datetime | None, recorded_at: datetime) -> datetime | None:
    """Return a stated moment as it would have been kept by whoever recorded it, never later than that."""
    return None if stated is None else min(stated, recorded_at)
