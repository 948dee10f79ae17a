"""Answer a repeated request with the answer it got the first time."""

from collections.abc import Callable

from services.consent.domain.errors import IdempotencyKeyReused
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from shared.events.envelope import Document


def answer_once(unit: UnitOfWork, key: IdempotencyKey | None, answer: Callable[[], Document]) -> Document:
    """Return the answer kept under the key, or make and keep one in the transaction that makes it true."""
    if key is None:
        return answer()
    kept = unit.answers.find(key)
    if kept is None:
        made = answer()
        unit.answers.add(key, made)
        return made
    digest, document = kept
    if digest not in key.digests:
        raise IdempotencyKeyReused
    return document
