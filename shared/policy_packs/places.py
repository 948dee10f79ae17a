"""Where in the files of a pack a fault stands: its file and line, found from what the fault says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared.policy_packs.marks import Mark, mark_of

Fault = tuple[str, str, str]
"""A section, a place in it, and a sentence."""

_QUOTED = re.compile("“(.+?)”")
_NOT_KEYS = ("_schema", "key", "value")


def told(said: Mapping[str, Any], fault: Fault) -> str:
    """Return the fault as one line that begins with its file and line, the way editors follow it."""
    section, place, sentence = fault
    return _line(_mark_of_word(said, fault), place if place == section else f"{section}/{place}", sentence)


def told_of_form(said: Mapping[str, Any], messages: Mapping[Any, Any]) -> list[str]:
    """Return a line for each of marshmallow's messages about this content."""
    return [_told_of_path(said, path, sentence) for path, sentence in _sentences((), messages)]


def told_of_pointer(said: Mapping[str, Any], pointer: str, sentence: str) -> str:
    """Return the line of a fault whose place is a JSON pointer into this content."""
    content: Any = said
    path: list[Any] = []
    for step in pointer.split("/")[1:]:
        path.append(int(step) if isinstance(content, list) else step.replace("~1", "/").replace("~0", "~"))
        content = _inside(content, path[-1])
    return _told_of_path(said, path, sentence)


def _told_of_path(said: Mapping[str, Any], path: Sequence[Any], sentence: str) -> str:
    """Follow the path as far as the content goes; what is missing is told of where it should stand."""
    content: Any = said
    mark, names = None, []
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
            yield path, str(message)


def _mark_of_word(said: Mapping[str, Any], fault: Fault) -> Mark | None:
    """The first place inside the entry where a word that the sentence quotes stands; else the entry itself."""
    section, place, sentence = fault
    entry, mark = _entry(said, section, place)
    for word in _QUOTED.findall(sentence):
        found = next(_marks_of(entry, word), None)
        if found is not None:
            return found
    return mark


def _entry(said: Mapping[str, Any], section: str, place: str) -> tuple[Any, Mark | None]:
    content = said.get(section)
    if isinstance(content, Mapping) and place in content:
        return content[place], mark_of(content, place)
    if isinstance(content, list):
        for number, one in reversed(list(enumerate(content))):
            if isinstance(one, Mapping) and one.get("id") == place:
                return one, mark_of(content, number)
    return content, mark_of(said, section)


def _marks_of(content: Any, word: str) -> Iterator[Mark]:
    pairs = content.items() if isinstance(content, Mapping) else enumerate(content) if isinstance(content, list) else ()
    for key, inner in pairs:
        mark = mark_of(content, key)
        if mark is not None and word in (key, inner):
            yield mark
        yield from _marks_of(inner, word)
