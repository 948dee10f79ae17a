"""How a client names a request that it may have to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """A name for a request, of a client's own or of a person's who uses it, and digests of everything the request says.

    There is one digest for each reference that the subject may have been asked about under, the current key's first:
    the request is still the same one when keys have been rotated before it is repeated. So it is when the service was
    upgraded: after the digests of what it says come those of what it would have said to earlier versions.
    """

    client: str
    key: str
    digests: tuple[str, ...]
