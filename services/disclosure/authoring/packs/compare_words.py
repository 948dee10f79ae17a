"""Words that mean one thing in one pack and another in the next, which readers of two packs would stumble over."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from services.disclosure.authoring.explaining.tables import Table, table
from services.disclosure.authoring.packs.list_words import word_lists
from shared.policy_packs.model import Pack

_CLASSED = ("Categories", "Facts")
"""Lists whose words are of a class or type of their own, which is the first of their notes."""

_NOT_SHARED = "Consent texts"
"""Every controller asks in its own words."""


class Meaning(NamedTuple):
    """What a pack says of a word; `kind` is the list it is in, and the class or type it has there."""

    kind: str
    english: str
    danish: str


class Difference(NamedTuple):
    """A code with its meanings, each with the controllers whose packs give it."""

    code: str
    meanings: dict[Meaning, list[str]]


def differing_words(packs: Iterable[Pack]) -> list[Difference]:
    """Return every code that two packs have in common and do not say the same of.

    A code may stand in two lists of one pack, such as a lawyer who is a recipient and a profession.
    """
    found: dict[tuple[str, str], dict[Meaning, list[str]]] = {}
    for pack in packs:
        for title, code, meaning in _words(pack):
            found.setdefault((code, title), {}).setdefault(meaning, []).append(pack.controller)
    shared = [Difference(code, meanings) for (code, _), meanings in found.items() if len(meanings) > 1]
    return sorted([*shared, *_elsewhere(found)], key=lambda one: (one.code, min(one.meanings)))


def difference_table(differences: Iterable[Difference]) -> Table:
    rows = (
        (one.code, meaning.kind, ", ".join(packs), meaning.english, meaning.danish)
        for one in differences
        for meaning, packs in one.meanings.items()
    )
    return table("Words that differ between packs", ("code", "kind", "packs", "English", "Danish"), rows)


def _words(pack: Pack) -> Iterator[tuple[str, str, Meaning]]:
    for one in word_lists(pack):
        for word in one.words if one.title != _NOT_SHARED else ():
            kind = f"{one.title}: {word.notes[0]}" if one.title in _CLASSED else one.title
            yield one.title, word.code, Meaning(kind, word.name.en, word.name.da)


def _elsewhere(found: dict[tuple[str, str], dict[Meaning, list[str]]]) -> Iterator[Difference]:
    """Codes that two packs have in different lists only."""
    whose: dict[str, dict[str, set[str]]] = {}
    for (code, title), meanings in found.items():
        whose.setdefault(code, {})[title] = {pack for packs in meanings.values() for pack in packs}
    for code, lists in whose.items():
        if len(lists) > 1 and not set.intersection(*lists.values()):
            yield Difference(code, {kind: packs for title in lists for kind, packs in found[code, title].items()})
