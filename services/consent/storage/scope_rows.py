"""Scopes and parts from the documents that rows hold."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services.consent.domain.period import Period
from services.consent.domain.scope import Item, Part, Recipient, Scope


def scope_from(document: Mapping[str, Any]) -> Scope:
    return Scope(**_dimensions(document))


def part_from(document: Mapping[str, Any]) -> Part:
    return Part(**_dimensions(document))


def _dimensions(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(_DIMENSIONS[name](found) for found in values) for name, values in document.items()}


_DIMENSIONS: dict[str, Callable[[Any], Any]] = {
    "recipients": lambda found: Recipient(**found),
    "purposes": str,
    "items": lambda found: Item(**found | {"period": _period_from(found.get("period"))}),
    "channels": str,
}


def _period_from(found: Mapping[str, str] | None) -> Period | None:
    if found is None:
        return None
    begins, ends = (date.fromisoformat(found[end]) if end in found else None for end in ("from", "until"))
    return Period(begins, ends)
