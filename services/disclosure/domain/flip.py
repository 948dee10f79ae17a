"""Where two answers to one question differ so much that something passes in one of them and not in the other."""

from collections.abc import Mapping
from typing import Any

_GROUNDS = ("outcome", "rule", "basis", "law", "reason")
_ITEM = ("category", "course", "episode", "labels", "form", "period")

Document = Mapping[str, Any]


def flip_between(old: Document, new: Document) -> dict[str, Any] | None:
    """Return the outcomes of two decision documents and each item that flips with its grounds; None if none does."""
    pairs = zip(old["items"], new["items"], strict=True)
    items = [_item_flip(before, after) for before, after in pairs if before["outcome"] != after["outcome"]]
    if not items:
        return None
    return {"outcome": {"old": old["outcome"], "new": new["outcome"]}, "items": items}


def rests_on_other_grounds(old: Document, new: Document) -> bool:
    """Whether the answers are the same for other reasons."""
    pairs = zip(old["items"], new["items"], strict=True)
    return any(_said(before, _GROUNDS) != _said(after, _GROUNDS) for before, after in pairs)


def _item_flip(old: Document, new: Document) -> dict[str, Any]:
    return {**_said(old, _ITEM), "old": _said(old, _GROUNDS), "new": _said(new, _GROUNDS)}


def _said(item: Document, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: item[name] for name in names if item.get(name)}
