"""The unknown words of a case that has other faults as well, so that its author is told of both at once."""

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from services.disclosure.authoring.cases.understand_case import understand_case
from services.disclosure.authoring.cases.unknown_case_words import told_words, words_in_case
from services.disclosure.use_cases.understand_simulation import complete_check
from shared.policy_packs.lines import RIGHTS
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]

_HERE = {"_schema", "key", "value"}
_SOME_DAY = date(2026, 1, 1)


def words_despite_faults(said: Said, messages: Said, pack: Pack) -> list[str]:
    """Return a line for each unknown word outside what marshmallow's messages are about."""
    sound = _without(said, messages)
    case = understand_case(_completed(sound, pack), pack)
    return told_words(said, words_in_case(case, sound.get("given") or {}, pack))


def _without(content: Any, messages: Any) -> Any:
    if isinstance(content, Mapping):
        told = messages if isinstance(messages, Mapping) else {}
        kept = {key: inner for key, inner in content.items() if not _is_at_fault(told.get(key))}
        return {key: _without(inner, told.get(key)) for key, inner in kept.items()}
    if isinstance(content, list) and isinstance(messages, Mapping):
        # What comes after a faulty member would be told of in the wrong place.
        sound = takewhile(lambda place: not _is_at_fault(messages.get(place)), range(len(content)))
        return [_without(content[place], messages.get(place)) for place in sound]
    return content


def _is_at_fault(messages: Any) -> bool:
    """Whether the fault is here, and not further inside: no mapping, or a fact by its name or value."""
    return isinstance(messages, list) or (isinstance(messages, Mapping) and messages.keys() <= _HERE)


def _completed(sound: Said, pack: Pack) -> dict[str, Any]:
    """Words of the pack stand in for what is missing, and nothing is on file."""
    case = {"case": "", "on": _SOME_DAY, "expect": {}, **sound, "given": None, "if_subject": {}}
    category = next(iter(pack.categories))
    if "check" in case:
        check = complete_check(case["check"], pack)
        return {**case, "check": {**check, "items": [{"category": category, **one} for one in check["items"]]}}
    if "retention" in case:
        return {**case, "retention": {"category": category, **case["retention"]}}
    return {**case, "right": {"right": RIGHTS[0], "received": _SOME_DAY, **case["right"]}}
