"""Checks in files that leave something open: which data, or to whom and what for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.disclosure.authoring.cases.read_cases import CaseError
from services.disclosure.domain.check import Check
from shared.policy_packs.marks import MarkedList, MarkedMapping, mark_of
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """One `item` stands in the place of the items; what is open besides is filled with any word of the pack."""

    category: bool = False
    recipient_and_purpose: bool = False

    def filled(self, asked: MarkedMapping, pack: Pack) -> MarkedMapping:
        """Return a whole check. What else is wrong with it, its schema says. Raises CaseError."""
        if "items" in asked:
            raise CaseError(f"{mark_of(asked, 'items')}: check/items: this question takes one `item` in their place.")
        whole = asked.copy()
        whole.take("items", self._items(whole.pop("item", MarkedMapping()), asked, pack), mark_of(asked, "item"))
        if self.recipient_and_purpose:
            whole.setdefault("purpose", next(iter(pack.purposes)))
            recipient = asked.get("recipient", MarkedMapping())
            whole["recipient"] = _with(recipient, "kind", next(iter(pack.recipient_kinds)))
        return whole

    def as_asked(self, check: Check, asked: Said) -> Check:
        """Of a recipient whose kind is left open no country was said, whatever the one filled in would mean."""
        if not self.recipient_and_purpose:
            return check
        return replace(check, recipient=replace(check.recipient, country=asked.get("recipient", {}).get("country")))

    def as_written(self, told: str) -> str:
        """Return what is wrong with a whole check as it is to be told of the one in the file."""
        return told.replace("check/items/0", "check/item")

    def _items(self, item: Any, asked: Said, pack: Pack) -> MarkedList:
        items = MarkedList()
        items.append(_with(item, "category", next(iter(pack.categories))) if self.category else item)
        items.marks.extend(filter(None, [mark_of(asked, "item")]))
        return items


def _with(said: Any, key: str, word: str) -> Any:
    """What is no mapping is left for the schema to refuse."""
    if not isinstance(said, MarkedMapping):
        return said
    whole = said.copy()
    whole.setdefault(key, word)
    return whole
