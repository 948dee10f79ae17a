"""Schemas of files that people write by hand: a key nobody knows is answered with one that is known."""

from typing import Any

from marshmallow import Schema, ValidationError

from shared.policy_packs.nearest import Unknown

_SIMILAR = 0.5


class HandWrittenSchema(Schema):
    """Says of an unknown key which known one was probably meant."""

    # marshmallow declares it for instances and reads it from classes.
    error_messages = {"type": "Must be a mapping of keys."}  # noqa: RUF012

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> None:
        known = sorted(field.data_key or name for name, field in self.fields.items())
        sentence = self.error_messages["unknown"]
        messages = error.messages
        for key, told in messages.items() if isinstance(messages, dict) else ():
            if told == [sentence]:
                messages[key] = [Unknown(sentence, key, known, _SIMILAR, f"Known here: {', '.join(known)}.")]
