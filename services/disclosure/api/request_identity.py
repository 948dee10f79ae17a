"""Who sent the present request, and how it is recognised when it comes again."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import g, request

from services.disclosure.use_cases.request_identity import RequestIdentity
from shared.events.envelope import encode_json
from shared.web.authentication import current_caller


def request_identity(headers: Mapping[str, str], asked: Any) -> RequestIdentity:
    """Return the identity of the present request; `asked` is its body with references for its subjects."""
    key = headers.get("key")
    return RequestIdentity(
        client=current_caller().client,
        request_id=g.request_id,
        traceparent=g.traceparent,
        idempotency_key=key,
        digest=_digest(asked) if key else None,
    )


def _digest(asked: Any) -> bytes:
    # Taken over references: a digest of the body itself could be searched for the CPR number in it.
    return hashlib.sha256(encode_json([request.path, asked])).digest()
