"""The one place that reads the time of day."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
Pause = Callable[[timedelta], None]


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place


def pause(by: timedelta) -> None:
    """Do nothing for a while."""
    time.sleep(max(by.total_seconds(), 0))


def timestamp(moment: datetime) -> str:
    """Write a moment as RFC 3339 in UTC with microseconds and a Z, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
