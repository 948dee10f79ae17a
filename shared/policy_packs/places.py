"""Where in the files of a pack a fault stands: its file and line, found from what the fault says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from shared.policy_packs.marks import Mark, mark_of
from shared.policy_packs.nearest import NearestNamer

Fault = tuple[str, str, str]
"""A section, a place in it, and a sentence."""

_QUOTED = re.compile("“(.+?)”")
_NOT_KEYS = ("_schema", "key", "value")


def told(said: Mapping[str, Any], faults: Iterable[Fault]) -> list[str]:
    """Return each fault as one line that begins with its file and line, the way editors follow it."""
    places, named = _Places(said), NearestNamer()
    return [
        _line(places.mark(fault), place if place == section else f"{section}/{place}", named(sentence))
        for fault in faults
        for section, place, sentence in [fault]
    ]


def told_of_form(said: Mapping[str, Any], messages: Mapping[Any, Any], beginning: Mark | None = None) -> list[str]:
    """Return a line for each of marshmallow's messages; what is missing is told of where the content begins."""
    named = NearestNamer()
    return [_told_of_path(said, path, named(sentence), beginning) for path, sentence in _sentences((), messages)]


def told_of_pointer(said: Mapping[str, Any], pointer: str, sentence: str) -> str:
    """Return the line of a fault whose place is a JSON pointer into this content."""
    content: Any = said
    path: list[Any] = []
    for step in pointer.split("/")[1:]:
        path.append(int(step) if isinstance(content, list) else step.replace("~1", "/").replace("~0", "~"))
        content = _inside(content, path[-1])
    return _told_of_path(said, path, sentence)


def _told_of_path(said: Mapping[str, Any], path: Sequence[Any], sentence: str, mark: Mark | None = None) -> str:
    """Follow the path as far as the content goes; what is missing is told of where it should stand."""
    content: Any = said
    names = []
    for step in path:
        here = _inside(content, step)
        if here is None and step in _NOT_KEYS:
            continue
        mark = mark_of(content, step) or mark
        names.append(_name(content, step))
        content = here
    return _line(mark, "/".join(names), sentence)


def _line(mark: Mark | None, place: str, sentence: str) -> str:
    """What is missing altogether stands nowhere."""
    return f"{mark}: {place}: {sentence}" if mark else f"{place}: {sentence}"


def _inside(content: Any, step: Any) -> Any:
    if isinstance(content, Mapping):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None


def _name(content: Any, step: Any) -> str:
    """Lines of a pack and cases are known by their names rather than by their numbers."""
    inside = _inside(content, step)
    if isinstance(step, int) and isinstance(inside, Mapping):
        return str(inside.get("id") or inside.get("case") or step)
    return str(step)


def _sentences(path: tuple[Any, ...], messages: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(messages, Mapping):
        for step, inner in messages.items():
            yield from _sentences((*path, step), inner)
    else:
        for message in messages:
            yield path, message


class _Places:
    """Where things stand in some content; each part of it is looked through once, however many faults it has."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said
        self._entries: dict[str, dict[Any, tuple[Any, Mark | None]]] = {}
        self._words: dict[int, dict[Any, Mark]] = {}

    def mark(self, fault: Fault) -> Mark | None:
        """Return the first place inside the entry where a word that the sentence quotes stands; else the entry's."""
        section, place, sentence = fault
        entry, mark = self._entry(section, place)
        if id(entry) not in self._words:
            self._words[id(entry)] = dict(reversed([*_words_of(entry)]))
        words = self._words[id(entry)]
        return next((words[word] for word in _QUOTED.findall(sentence) if word in words), mark)

    def _entry(self, section: str, place: str) -> tuple[Any, Mark | None]:
        content = self._said.get(section)
        if section not in self._entries:
            self._entries[section] = dict(_entries_of(content))
        return self._entries[section].get(place, (content, mark_of(self._said, section)))


def _entries_of(content: Any) -> Iterator[tuple[Any, tuple[Any, Mark | None]]]:
    """Every entry of a section, by its code or id; of several with one id, the last is meant."""
    if isinstance(content, Mapping):
        yield from ((code, (one, mark_of(content, code))) for code, one in content.items())
    elif isinstance(content, list):
        for number, one in enumerate(content):
            if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                yield one["id"], (one, mark_of(content, number))


def _words_of(content: Any) -> Iterator[tuple[str, Mark]]:
    """Every key and every text within, in the order in which they stand."""
    pairs = content.items() if isinstance(content, Mapping) else enumerate(content) if isinstance(content, list) else ()
    for key, inner in pairs:
        mark = mark_of(content, key)
        if mark is not None:
            yield from ((word, mark) for word in (key, inner) if isinstance(word, str))
        yield from _words_of(inner)
