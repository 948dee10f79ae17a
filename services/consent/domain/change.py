"""A change as other systems are told of it, at its final place in the order of changes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceInOrder:
    """Where a change stands: by transaction, and within one by sequence.

    The order is final for every change that the feed shows: whatever commits late comes later in it.
    """

    transaction: str
    sequence: int


START = PlaceInOrder("0", 0)
"""Before the first change."""


@dataclass(frozen=True, slots=True)
class SettledChange:
    """A change, with the bytes of its event as Kafka carries them."""

    place: PlaceInOrder
    type: str
    event: bytes
