"""Whether every requirement a pack declares is met by a rule or line of it, or lies outside the gate for a reason."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from shared.policy_packs.lines import LINE_SECTIONS
from shared.policy_packs.model import row_names
from shared.policy_packs.places import Fault
from shared.policy_packs.rule import SECTIONS
from shared.policy_packs.unknown_words import unknown

Content = Mapping[str, Any]


def faults_of_rows(said: Content) -> Iterator[Fault]:
    rows = said["rows"]
    if rows is None:
        return
    every, lines, imported = _declared(rows), _lines(said), [*chain(*rows["imported"].values())]
    for fault in unknown("rule", rows["imported"], [line["id"] for _, line in lines]):
        yield "rows", "imported", fault
    for fault in unknown("row", [*rows["outside"], *imported], every):
        yield "rows", "rows", fault
    for section, line in lines:
        for fault in unknown("row", line["rows"], every):
            yield section, line["id"], fault
    met = _met(said)
    for row in every:
        if row in met and row in rows["outside"]:
            yield "rows", row, "This row is declared to lie outside, and yet a rule or line names it."


def open_rows(said: Content) -> Iterator[Fault]:
    """Rows of which the pack says nothing, which only a draft may do."""
    rows = said["rows"]
    if rows is None:
        return
    met = _met(said)
    for row in _declared(rows):
        if row not in met and row not in rows["outside"]:
            yield "rows", row, "No rule or line names this row, and it is not declared to lie outside."


def _declared(rows: Content) -> tuple[str, ...]:
    return row_names(rows["prefix"], rows["last"])


def _lines(said: Content) -> list[tuple[str, Content]]:
    return [(section, line) for section in (*SECTIONS, *LINE_SECTIONS) for line in said[section]]


def _met(said: Content) -> set[str]:
    imported = said["rows"]["imported"].values()
    return {*chain(*imported), *chain(*(line["rows"] for _, line in _lines(said)))}
