"""From a request's idempotency key to the one that its answer is kept under."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.consent.api.context import dependencies
from services.consent.api.earlier_forms import earlier_forms
from services.consent.use_cases.idempotency_key import IdempotencyKey
from shared.web.authentication import current_caller, speaks_for_itself

_NOT_SAID = {"controllers", "reach", "recorder"}


def idempotency_key(headers: Mapping[str, str], command: Any) -> IdempotencyKey | None:
    """Return the request's idempotency key, if it has one.

    The digest is of the command, in which a person is a reference: a digest of the body could be searched for
    the CPR number in it.
    """
    if "key" not in headers:
        return None
    said = {name: value for name, value in asdict(command).items() if name not in _NOT_SAID}
    said["client"] = current_caller().client
    subject = said.pop("subject", None)
    named = [{"subject": reference} for reference in subject["references"]] if subject else [{}]
    kind = type(command).__name__
    forms = (said, *earlier_forms(kind, said))
    digests = tuple(_digest(kind, {**form, **subject}) for form in forms for subject in named)
    return IdempotencyKey(_whose(), headers["key"], digests)


def _whose() -> str:
    """Return whose key it is: a client's or, where many persons use one client, that person's.

    What is kept of a person is neither their number nor a digest that could be searched for it without the key.
    """
    caller = current_caller()
    if not speaks_for_itself():
        return caller.client
    key = hmac.digest(dependencies().cursor_key, b"idempotency keys of persons", "sha256")
    person = hmac.digest(key, f"idempotency of {caller.cpr}".encode(), "sha256")
    return f"{caller.client} {person.hex()}"


def _digest(kind: str, said: Mapping[str, Any]) -> str:
    text = json.dumps([kind, said], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
