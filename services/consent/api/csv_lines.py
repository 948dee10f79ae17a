"""CSV as an import takes it: each column is headed by the path of its field, such as `scope/items/0/category`."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from services.consent.domain.consent_import import Refusal
from services.consent.domain.errors import ImportUnreadable

MOST_COLUMNS = 500
_HEADING = re.compile("[A-Za-z0-9_]{1,50}(?:/[A-Za-z0-9_]{1,50}){0,10}")
Path = tuple[str, ...]


def csv_lines(lines: Iterable[bytes | None], is_field: Callable[[Path], bool]) -> Iterator[tuple[int, Any]]:
    """Give the number of each row's first line, and the row as a document; an empty cell is a field not stated.

    Cells are divided by semicolons if the headings are, else by commas. Raises ImportUnreadable without headings, or
    with one that leads to no field.
    """
    texts = _Texts(lines)
    first = next(texts, "")
    rows = csv.reader(_and_then(first, texts), delimiter=";" if ";" in first else ",", strict=True)
    paths = _paths(rows, is_field)
    while True:
        number = texts.read + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield number, Refusal("malformed-request")
            continue
        if any(row):
            yield number, _document(paths, row)


class _Texts:
    """Lines as text, counted. Bytes that are no UTF-8 are smuggled through, and refuse their row."""

    def __init__(self, lines: Iterable[bytes | None]) -> None:
        self._lines = iter(lines)
        self.read = 0

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.read += 1
        return "\udc80" if line is None else line.decode("utf-8-sig" if self.read == 1 else "utf-8", "surrogateescape")


def _and_then(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _paths(rows: Iterator[list[str]], is_field: Callable[[Path], bool]) -> list[Path]:
    try:
        headings = [heading.strip() for heading in next(rows, [])]
    except csv.Error:
        headings = []
    if not all(map(_HEADING.fullmatch, headings)) or not 0 < len(set(headings)) == len(headings) <= MOST_COLUMNS:
        raise ImportUnreadable("The first line must head each column with the path of its field, and each path once.")
    paths: list[Path] = [tuple(heading.split("/")) for heading in headings]
    # By their places: somebody may have headed a column with a person's number.
    strange = [str(place) for place, path in enumerate(paths, 1) if not is_field(path)]
    if strange:
        raise ImportUnreadable(f"These columns are headed by no field of a line: {', '.join(strange)}.")
    return paths


def _document(paths: list[Path], row: list[str]) -> Any:
    if len(row) > len(paths) or any("\udc80" <= character <= "\udcff" for cell in row for character in cell):
        return Refusal("malformed-request")
    tree: dict[str, Any] = {}
    for path, cell in zip(paths, row, strict=False):
        if cell and not _put(tree, path, cell):
            return Refusal("malformed-request")
    return _with_lists(tree)


def _put(tree: dict[str, Any], path: Path, cell: str) -> bool:
    """Put a cell where its path leads; return False if another cell stands in the way."""
    *before, last = path
    for part in before:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            return False
    return tree.setdefault(last, cell) is cell


def _with_lists(found: Any) -> Any:
    """Return lists in the place of what is numbered. A number left out leaves a gap, so that pointers are true."""
    if not isinstance(found, dict):
        return found
    inner = {name: _with_lists(value) for name, value in found.items()}
    if not all(name.isdecimal() and name.isascii() and int(name) < MOST_COLUMNS for name in inner):
        return inner
    numbered = {int(name): value for name, value in inner.items()}
    return [numbered.get(place) for place in range(max(numbered, default=-1) + 1)] if numbered else inner
