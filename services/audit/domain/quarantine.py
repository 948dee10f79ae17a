"""Messages that can be no entry, kept whole with the reason."""

import hashlib
from typing import NamedTuple

from services.audit.domain.delivery import Delivery
from services.audit.domain.malformed import Malformed
from services.audit.domain.stamp import Stamp, stamp_if_readable


class Quarantined(NamedTuple):
    """A message that is kept aside, and why."""

    delivery: Delivery
    malformed: Malformed

    def stamp(self) -> Stamp | None:
        """Return the position that the message claims, when it can be read."""
        return stamp_if_readable(self.delivery)

    def fingerprint(self) -> bytes:
        """Return what is equal for two deliveries of one message and differs for any two messages.

        With a stamp that is the stamp and the content, so that a message sent again to a rebuilt topic is the
        same one; without a stamp only the place it was read from tells one message from another.
        """
        stamp = self.stamp()
        place = self.delivery.topic_id, str(self.delivery.partition), str(self.delivery.offset)
        identity = "\n".join([*stamp.stream, str(stamp.position)] if stamp else place)
        return hashlib.sha256(identity.encode() + b"\n" + self.delivery.value).digest()
