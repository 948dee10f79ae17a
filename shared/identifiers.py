"""Identifiers for decisions, consents and events."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import uuid_utils.compat

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(at: datetime | None = None) -> UUID:
    """Return a UUID of version 7 (RFC 9562): unique, and in the order of creation.

    It begins with the moment that is given, else with the present one.
    """
    if at is None:
        return uuid_utils.compat.uuid7()
    return uuid_utils.compat.uuid7(nanoseconds=(at - _EPOCH) // _MICROSECOND * 1_000)


def first_id(at: datetime) -> UUID:
    """Return the lowest of all ids that begin with this moment, to the millisecond."""
    return UUID(int=max(0, (at - _EPOCH) // _MILLISECOND) << 80)
