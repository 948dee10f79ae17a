"""One line of the audit log."""

from datetime import datetime
from typing import NamedTuple


class Entry(NamedTuple):
    """What an officer searches an event by, and where it came from; the event itself is kept beside it.

    A tuple, in the order of the table's columns, because a batch of them is copied into the table as it is.
    """

    id: str
    type: str
    version: int
    occurred_at: datetime
    controller: str
    subject: str | None
    recipient_kind: str | None
    recipient_id: str | None
    purpose: str | None
    outcome: str | None
    reasons: tuple[str, ...]
    rules: tuple[str, ...]
    basis: tuple[str, ...]
    decision_id: str | None
    client: str | None
    pack_version: str | None
    producer: str
    position: int
    topic: str
    topic_id: str
    partition: int
    offset: int
    received_at: datetime


class EntryWithEvent(NamedTuple):
    """An entry and its event, byte for byte as it came."""

    entry: Entry
    event: bytes
