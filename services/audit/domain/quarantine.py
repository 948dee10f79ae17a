"""Messages that can be no entry, kept whole with the reason."""

import hashlib
from typing import NamedTuple

from services.audit.domain.delivery import Delivery
from services.audit.domain.malformed import Malformed
from services.audit.domain.stamp import Place, place_if_readable


class Quarantined(NamedTuple):
    """A message that is kept aside, and why."""

    delivery: Delivery
    malformed: Malformed

    @property
    def place(self) -> Place | None:
        """The place that the message claims in its producer's numbering, when that can be read."""
        return place_if_readable(self.delivery)

    @property
    def fingerprint(self) -> bytes:
        """What is equal for two deliveries of one message and differs for any two messages.

        With a place in a stream that is the place and the content, so that a message sent again to a rebuilt topic
        is the same one; without, only where it was read tells one message from another.
        """
        delivery, place = self.delivery, self.place
        claimed = (*place.stream, place.position) if place else None
        identity = claimed or (delivery.topic_id, delivery.partition, delivery.offset)
        return hashlib.sha256(repr(identity).encode() + delivery.value).digest()
