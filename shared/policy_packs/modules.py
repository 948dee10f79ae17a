"""Joins what several packs share, words and rules of the law, into the pack that imports it."""

from collections.abc import Mapping
from typing import Any

from shared.policy_packs.errors import PackError
from shared.policy_packs.marks import MarkedList, MarkedMapping, mark_of
from shared.policy_packs.nearest import NearestNamer
from shared.policy_packs.unknown_words import unknown

MODULES = "modules"


def with_imports(said: MarkedMapping, read: Mapping[str, MarkedMapping]) -> MarkedMapping:
    """Return the pack with its imported modules joined in; the pack's own rules come first.

    So a promise of the controller's is told before the law that would say the same.
    """
    joined = MarkedMapping()
    imported = said.get("imports")
    for place, name in enumerate(imported if isinstance(imported, list) else ()):
        if name not in read:
            named = map(NearestNamer(), unknown("module", [name], read))
            raise PackError([f"{mark_of(imported, place)}: imports: {fault}" for fault in named])
        _join(joined, read[name])
    _join(joined, said)
    return joined


def _join(joined: MarkedMapping, said: MarkedMapping) -> None:
    for section, content in said.items():
        if section not in joined:
            copied = content.copy() if isinstance(content, dict | list) else content
            joined.take(section, copied, said.marks[section])
        elif isinstance(content, dict) and isinstance(joined[section], dict):
            _refuse_repeated(section, content, joined[section])
            joined[section] |= content
        elif isinstance(content, list) and isinstance(joined[section], list):
            joined[section] = _first(content, joined[section])
        else:
            shape = "a list" if isinstance(joined[section], list) else "a mapping"
            raise PackError([f"{said.marks[section]}: {section}: Must be {shape}, as in what the pack imports."])


def _first(own: list[Any], imported: list[Any]) -> MarkedList:
    together = MarkedList()
    together += own
    together += imported
    return together


def _refuse_repeated(section: str, content: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    faults = [
        f"{mark_of(content, key)}: {section}: {key} is already given by a module, in {mark_of(given, key)}."
        for key in content
        if key in given
    ]
    if faults:
        raise PackError(faults)
