"""Identifiers for decisions, consents and events."""

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562): unique, and in the order of creation."""
    return uuid_utils.compat.uuid7()
