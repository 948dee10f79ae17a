"""How a client names a request that it may have to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """A client's own name for a request, and a digest of everything the request says."""

    client: str
    key: str
    digest: str
