"""Who sent the present request, and how it is recognised when it comes again."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from flask import g, request

from services.disclosure.use_cases.request_identity import RequestIdentity
from shared.events.envelope import encode_json
from shared.web.authentication import current_caller


def request_identity(headers: Mapping[str, str], asked: Iterable[Any]) -> RequestIdentity:
    """Return the identity of the present request.

    `asked` is its body with references for its subjects, once for each key, the current one first.
    """
    key = headers.get("key")
    return RequestIdentity(
        client=current_caller().client,
        request_id=g.request_id,
        traceparent=g.traceparent,
        idempotency_key=key,
        digests=tuple(_digest(body) for body in asked) if key else (),
    )


def _digest(asked: Any) -> bytes:
    # Taken over references: a digest of the body itself could be searched for the CPR number in it.
    return hashlib.sha256(encode_json([request.path, asked])).digest()
