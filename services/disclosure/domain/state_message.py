"""What a record of consent.states.v1 says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class State:
    """The whole state of one subject, as of one version; `document` is its JSON text."""

    controller: str
    subject: str
    version: int
    document: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Nothing committed in this partition before `at` comes later."""

    partition: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ForeignHeartbeat:
    """A heartbeat of a relay that was speaking to another topic of the same name; it proves nothing here."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A record that says nothing that can be relied on: where it stood, its bytes, and why."""

    topic_id: str
    partition: int
    offset: int
    value: bytes
    reason: str
