"""What every event carries around its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from shared.clock import timestamp

HEARTBEAT = "Heartbeat"

# Kafka takes a mebibyte by default, headers included. A row that no broker takes would stop its relay for ever.
LARGEST_EVENT_BYTES = 900_000

Document = dict[str, Any]
"""A JSON object."""


class EventTooLarge(Exception):
    """What happened does not fit into one message, so it is refused before it is committed."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as other services are told of it.

    `id` is unique for ever; `subject` is a reference, never an identifier, and None where nobody in
    particular is concerned; `version` is that of the data's shape, and readers accept fields they do not know.
    """

    id: UUID
    type: str
    occurred_at: datetime
    controller: str
    subject: str | None
    data: Mapping[str, Any]
    version: int = 1

    @property
    def key(self) -> str:
        """What the partition follows from: one subject's events keep their order, the others have none."""
        return self.subject or str(self.id)

    def to_bytes(self) -> bytes:
        """Return the event as it is stored, sent and hashed: JSON in UTF-8 without spaces."""
        document = encode_json(
            {
                "id": str(self.id),
                "type": self.type,
                "version": self.version,
                "occurred_at": timestamp(self.occurred_at),
                "controller": self.controller,
                "subject": self.subject,
                "data": self.data,
            }
        )
        if len(document) > LARGEST_EVENT_BYTES:
            raise EventTooLarge
        return document


def encode_json(document: object) -> bytes:
    """Write a document as compact JSON in UTF-8."""
    return orjson.dumps(document)
