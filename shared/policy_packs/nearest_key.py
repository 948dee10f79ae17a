"""Schemas of files that people write by hand: a key nobody knows is answered with one that is known."""

from difflib import get_close_matches
from typing import Any

from marshmallow import Schema, ValidationError

_NEAR = 0.5


class HandWrittenSchema(Schema):
    """Says of an unknown key which known one was probably meant."""

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> None:
        known = [field.data_key or name for name, field in self.fields.items()]
        unknown = [self.error_messages["unknown"]]
        messages = error.messages
        for key, told in messages.items() if isinstance(messages, dict) else ():
            if told == unknown:
                messages[key] = [f"{unknown[0]} {_meant(str(key), known)}"]


def _meant(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1, cutoff=_NEAR)
    return f"The nearest is “{close[0]}”." if close else f"Known here: {', '.join(sorted(known))}."
