"""Says in sentences which items flip."""

from collections.abc import Mapping
from typing import Any

Said = Mapping[str, Any]


def say_flip(name: str, flip: Said) -> list[str]:
    """Return a sentence for each item that flips."""
    return [f"«{name}»: {_item(item)}: {_ground(item['old'])}; now {_ground(item['new'])}" for item in flip["items"]]


def _item(item: Said) -> str:
    marks = [item.get("course"), item.get("episode"), *item.get("labels", ()), item.get("form")]
    return " ".join([item["category"], *(mark for mark in marks if mark)])


def _ground(ground: Said) -> str:
    why = [f"because {ground['reason']}"] if "reason" in ground else []
    by = [f"by {ground['rule']}"] if "rule" in ground else []
    return " ".join([ground["outcome"], *by, *why])
