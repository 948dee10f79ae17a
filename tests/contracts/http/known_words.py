"""Words of the shipped packs in the place of made-up ones: a body without them gets no further than the door."""

from typing import Any
from zlib import crc32

WORDS: dict[str, list[str]] = {
    "controller": ["aleris"],
    "purpose": ["insurance-payment", "treatment"],
    "category": ["dx", "notes", "invoice"],
    "course": ["K1", "K2"],
    "subject_role": ["patient", "employee"],
    "profession": ["physician", "nurse"],
    "label": ["psychiatry"],
    "channel": ["electronic", "phone", "desk", "self-service"],
}
LISTS = {"purposes": "purpose", "labels": "label", "channels": "channel"}
RECIPIENT_KINDS = ["insurer", "own-gp", "relative"]


def in_known_words(body: Any) -> Any:
    """Return the body with known words wherever a word of the pack stands."""
    if isinstance(body, list):
        return [in_known_words(member) for member in body]
    if not isinstance(body, dict):
        return body
    return {name: _known(name, value) for name, value in body.items()}


def _known(name: str, value: Any) -> Any:
    if name in WORDS and isinstance(value, str):
        return _one_of(WORDS[name], value)
    if name in LISTS and isinstance(value, list):
        return [_known(LISTS[name], member) for member in value]
    if name in {"recipient", "delegate"} and isinstance(value, dict):
        return _recipient(value)
    if name == "recipients" and isinstance(value, list):
        return [_recipient(member) for member in value]
    return in_known_words(value)


def _recipient(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("kind"), str):
        return {**value, "kind": _one_of(RECIPIENT_KINDS, value["kind"])}
    return value


def _one_of(words: list[str], made_up: str) -> str:
    return words[crc32(made_up.encode("utf-8", "surrogatepass")) % len(words)]
