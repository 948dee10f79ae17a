"""Locks on names, held until the transaction ends."""

import sqlalchemy as sa

_LOCK = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def lock_name(connection: sa.Connection, name: str) -> None:
    """Wait until no other transaction holds the lock of this name, and take it."""
    connection.execute(_LOCK, {"name": name})
