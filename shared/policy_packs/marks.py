"""Content of YAML files that remembers where each part of it stands; to everybody else it is plain content."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self


class Mark(NamedTuple):
    """A file, and a line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class MarkedMapping(dict[Any, Any]):
    """A mapping with a mark for each key; equal to, and written out like, the same mapping without."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[Any, Mark] = {}

    def take(self, key: Any, value: Any, mark: Mark | None) -> None:
        self[key] = value
        if mark is not None:
            self.marks[key] = mark

    def copy(self) -> "MarkedMapping":
        twin = MarkedMapping()
        twin |= self
        return twin

    def __ior__(self, other: Mapping[Any, Any]) -> Self:  # type: ignore[override,misc]
        self.update(other)
        self.marks.update(getattr(other, "marks", {}))
        return self


class MarkedList(list[Any]):
    """A list with a mark for each member."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []

    def copy(self) -> "MarkedList":
        twin = MarkedList()
        twin += self
        return twin

    def __iadd__(self, other: list[Any]) -> Self:  # type: ignore[override,misc]
        self.extend(other)
        self.marks.extend(getattr(other, "marks", ()))
        return self


def mark_of(content: Any, key: Any) -> Mark | None:
    """Where a key of a mapping, or a place in a list, stands; None when nobody noted it."""
    marks = getattr(content, "marks", None)
    if isinstance(content, MarkedMapping):
        return content.marks.get(key)
    if isinstance(marks, list) and isinstance(key, int) and 0 <= key < len(marks):
        found: Mark = marks[key]
        return found
    return None
