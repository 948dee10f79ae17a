"""A body for the operation that takes one, as the OpenAPI document shows it."""

from typing import Any

SEARCH: dict[str, Any] = {
    "controller": "aleris",
    "from": "2026-11-01T00:00:00+01:00",
    "to": "2026-12-01T00:00:00+01:00",
    "purpose": "insurance-payment",
    "outcome": "partial",
    "limit": 20,
}
