"""Who sent a request, in which trace, and whether it has been answered before."""

from dataclasses import dataclass
from typing import Any

from services.disclosure.domain.errors import IdempotencyKeyReused
from services.disclosure.use_cases.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class RequestIdentity:
    """`digests` and `idempotency_key` go together.

    There is a digest for each key of references, the current one first: the request is still the same one when keys
    have been rotated before it is repeated.
    """

    client: str
    request_id: str
    traceparent: str
    idempotency_key: str | None = None
    digests: tuple[bytes, ...] = ()

    @property
    def digest(self) -> bytes | None:
        """The digest that is kept."""
        return self.digests[0] if self.digests else None


def earlier_answers(identity: RequestIdentity, unit: UnitOfWork) -> list[dict[str, Any]] | None:
    """Return what this request was answered before; raise IdempotencyKeyReused when its key stands for another."""
    if identity.idempotency_key is None:
        return None
    earlier = unit.decisions.answered(identity.client, identity.idempotency_key)
    if earlier and earlier.request_digest not in identity.digests:
        raise IdempotencyKeyReused
    return earlier.answers if earlier else None
