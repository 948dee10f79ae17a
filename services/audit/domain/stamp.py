"""The stamp: who sent an event, and its place in the gap-free numbering of that producer and topic."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from services.audit.domain.delivery import Delivery
from services.audit.domain.malformed import Malformed, Reason

HEARTBEAT = "Heartbeat"
# A thousand events a second for thirty thousand years; beyond it a position is noise, and ranges of it would overflow.
HIGHEST_POSITION = 10**15

_TEXT = re.compile(r"[!-~]{1,200}\Z")
_POSITION = re.compile(r"[1-9][0-9]{0,15}\Z")


class Stream(NamedTuple):
    """One producer's events of one topic, numbered from 1 without gaps."""

    producer: str
    topic: str


class Place(NamedTuple):
    """A position in a stream."""

    stream: Stream
    position: int


class Stamp(NamedTuple):
    """What the headers of a message say: its type, and its place in its stream."""

    type: str
    place: Place


def read_stamp(delivery: Delivery) -> Stamp:
    """Return the stamp of a message, or raise Malformed."""
    headers = delivery.headers
    position = int(_header(headers, "position", _POSITION))
    if position > HIGHEST_POSITION:
        raise Malformed(Reason.HEADER_WRONG, "position")
    stream = Stream(_header(headers, "producer", _TEXT), delivery.topic)
    return Stamp(_header(headers, "type", _TEXT), Place(stream, position))


def place_if_readable(delivery: Delivery) -> Place | None:
    """Return the place of a message that may be malformed elsewhere, None when the stamp itself is."""
    try:
        return read_stamp(delivery).place
    except Malformed:
        return None


def is_heartbeat(delivery: Delivery) -> bool:
    """Return whether a message only says that its producer is alive; such a one has no position."""
    return delivery.headers.get("type") == HEARTBEAT.encode() and "position" not in delivery.headers


def _header(headers: Mapping[str, bytes], name: str, pattern: re.Pattern[str]) -> str:
    # Clients of the broker may send a header without a value.
    value: bytes | None = headers.get(name)
    if value is None:
        raise Malformed(Reason.HEADER_MISSING, name)
    content = value.decode("ascii", errors="replace")
    if not pattern.match(content):
        raise Malformed(Reason.HEADER_WRONG, name)
    return content
