"""What every view needs of its request."""

import hashlib
import json
from dataclasses import asdict
from typing import Any, cast

from flask import current_app

from services.consent.dependencies import Dependencies
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.surroundings import Surroundings
from shared.subject_references import validate_cpr
from shared.web.authentication import current_caller

EXTENSION = "consent"


def surroundings() -> Surroundings:
    return _dependencies().surroundings


def subject_reference(controller: str, subject: dict[str, str]) -> str:
    """Return the subject's reference. A CPR number goes no further into the service than here."""
    if "reference" in subject:
        return subject["reference"]
    return _dependencies().subject_keys.reference(controller, "cpr", validate_cpr(subject["cpr"]))


def idempotency_key(headers: dict[str, str], command: Any) -> IdempotencyKey | None:
    """Return the request's idempotency key, if it has one.

    The digest is of the command, in which a person is a reference: a digest of the body could be searched for
    the CPR number in it.
    """
    if "key" not in headers:
        return None
    said = {name: value for name, value in asdict(command).items() if name != "controllers"}
    text = json.dumps([type(command).__name__, said], default=str, sort_keys=True)
    return IdempotencyKey(current_caller().client, headers["key"], hashlib.sha256(text.encode()).hexdigest())


def _dependencies() -> Dependencies:
    return cast(Dependencies, current_app.extensions[EXTENSION])
