"""A body for each operation that takes one, as the OpenAPI document shows it. Nobody in them exists."""

from typing import Any

Example = dict[str, Any]

_RECIPIENT: Example = {"kind": "insurer", "id": "insurer-a", "country": "DK"}
_ITEM: Example = {"category": "dx", "course": "K1"}
_ASKED: Example = {
    "controller": "aleris",
    "subject": {"cpr": "0201401000"},
    "subject_role": "patient",
    "facts": {"payer": "insurer-a", "course.open": True},
    "attestation": {"by": "staff-17", "profession": "physician", "at": "2026-11-20T10:00:00+01:00"},
    "channel": "electronic",
}
_TO_INSURER: Example = {**_ASKED, "recipient": _RECIPIENT, "purpose": "insurance-payment"}
_DRAFT: Example = {
    "given_at": "2026-06-01",
    "scope": {"recipients": [{"kind": "insurer"}], "purposes": ["insurance-payment"], "items": [{"category": "dx"}]},
}

CHECK: Example = {**_TO_INSURER, "items": [_ITEM, {"category": "notes", "course": "K1"}]}
BATCH: Example = {"checks": [CHECK, {**_TO_INSURER, "items": [_ITEM]}]}
SIMULATION: Example = {
    "check": {**_TO_INSURER, "items": [_ITEM]},
    "at": "2026-11-20T12:00:00+01:00",
    "on_file": "without",
    "given": {"consents": [_DRAFT]},
}
WHAT_MAY_GO: Example = {"check": {**_TO_INSURER, "item": {"course": "K1"}}, "given": {"consents": [_DRAFT]}}
WHO_MAY_RECEIVE: Example = {"check": {**_ASKED, "item": _ITEM}, "on_file": "without"}
COMPARISON: Example = {
    "controller": "aleris",
    "from": "2026-11-01T00:00:00+01:00",
    "to": "2026-12-01T00:00:00+01:00",
}
COPY: Example = {"controller": "aleris", "subject": f"k1.{'a' * 32}"}
PERMITS: Example = {
    "controller": "aleris",
    "subject": f"k1.{'a' * 32}",
    "consent": "5e3b9a0e-0000-7000-8000-000000000001",
    "part": {"items": [{"category": "dx"}]},
}
