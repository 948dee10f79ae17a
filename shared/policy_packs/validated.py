"""Checks the form of a pack's content, and takes out what is wrong, so that the words of the rest can be checked."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from shared.policy_packs.errors import PackError
from shared.policy_packs.nearest import Unknown
from shared.policy_packs.places import Fault, told_of_form

Messages = Mapping[Any, Any]

_HERE = {"_schema", "key", "value"}


class Validated:
    """`content` as the schema reads it, without what is wrong, and its `faults`, a line for each."""

    def __init__(self, schema: Schema, said: Mapping[str, Any]) -> None:
        """Raises PackError where too little would be left."""
        content, messages = _loaded(schema, said)
        self._said, self._messages = said, messages
        self.faults = told_of_form(said, messages)
        for take_out in (_without, _without_entries):
            if content is None:
                said = take_out(said, messages)
                content, messages = _loaded(schema, said)
        if content is None:
            raise PackError(self.faults)
        self.content = content

    def told_for_sure(self, faults: Iterable[Fault]) -> list[Fault]:
        """Of faults found in the content, those that are there whatever has been taken out."""
        faulty = {*self._faulty_entries()}
        names = [f"“{place}”" for _, place in faulty]
        return [
            (section, place, sentence)
            for section, place, sentence in faults
            if ((section, place) not in faulty or isinstance(sentence, Unknown))
            and not any(name in sentence for name in names)
        ]

    def _faulty_entries(self) -> Iterable[tuple[str, str]]:
        for section, inner in self._messages.items():
            content = self._said.get(section)
            for place in inner if isinstance(inner, Mapping) else ():
                entry = content[place] if isinstance(content, list) and isinstance(place, int) else None
                yield section, str(entry.get("id")) if isinstance(entry, Mapping) else str(place)


def _loaded(schema: Schema, said: Mapping[str, Any]) -> tuple[dict[str, Any] | None, Messages]:
    try:
        return schema.load(said), {}
    except ValidationError as error:
        return None, error.messages_dict


def _without(content: Any, messages: Any) -> Any:
    """The content without each key and each member that something is wrong with itself."""
    told = messages if isinstance(messages, Mapping) else {}
    if isinstance(content, Mapping):
        return {key: _without(one, told.get(key)) for key, one in content.items() if not _is_at_fault(told.get(key))}
    if isinstance(content, list):
        return [
            _without(one, told.get(place)) for place, one in enumerate(content) if not _is_at_fault(told.get(place))
        ]
    return content


def _is_at_fault(messages: Any) -> bool:
    return isinstance(messages, list) or (isinstance(messages, Mapping) and messages.keys() <= _HERE)


def _without_entries(said: Mapping[str, Any], messages: Messages) -> dict[str, Any]:
    """The content without the rules and lines that lack what they must have."""
    sound = dict(said)
    for section, faulty in messages.items():
        content = said.get(section)
        if isinstance(content, list) and isinstance(faulty, Mapping):
            sound[section] = [one for place, one in enumerate(content) if place not in faulty]
    return sound
