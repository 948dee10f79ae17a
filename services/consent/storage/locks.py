"""Locks on names, held until the transaction ends."""

import sqlalchemy as sa

_LOCK = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")

_TRY = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")


def lock_name(connection: sa.Connection, name: str) -> None:
    """Wait until no other transaction holds the lock of this name, and take it."""
    connection.execute(_LOCK, {"name": name})


def is_lock_taken(connection: sa.Connection, name: str) -> bool:
    """Take the lock of this name and return True, or return False because another transaction holds it."""
    return bool(connection.scalar(_TRY, {"name": name}))
