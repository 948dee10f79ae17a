"""What is too large for one message is refused before it is written anywhere."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.events.envelope import LARGEST_EVENT_BYTES, Event, EventTooLarge


def _event(size: int) -> Event:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    return Event(UUID(int=7), "Thing", moment, "aleris", "k1.somebody", {"padding": "x" * size})


def test_an_event_that_fits_is_written() -> None:
    assert len(_event(LARGEST_EVENT_BYTES - 1_000).to_bytes()) <= LARGEST_EVENT_BYTES


def test_an_event_that_does_not_fit_is_refused() -> None:
    with pytest.raises(EventTooLarge):
        _event(LARGEST_EVENT_BYTES).to_bytes()
