"""Marshmallow fields shared by the services' request schemas."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.countries import CountryCode
from shared.personal_identifiers import (
    REPLACEMENT_KINDS,
    InvalidIdentifier,
    validate_cpr,
    validate_replacement,
)
from shared.web.no_person import NO_PERSON_BUT_SITES, names_no_person


class WholeMatch(validate.Validator):
    """A pattern for the whole text; Python's own `$` would let a line feed through at the end."""

    def __init__(self, pattern: str, error: str) -> None:
        self.regex = re.compile(pattern)
        self._sentence = error

    def __call__(self, value: str) -> str:
        """Return the value, or refuse it."""
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._sentence)
        return value


WORD = "[A-Za-z0-9ÆØÅæøå*][A-Za-z0-9ÆØÅæøå_.:/+-]{0,99}"
_WORD = WholeMatch(
    f"^{NO_PERSON_BUT_SITES}{WORD}$",
    error="Not a code: letters, digits and .:/+_- only, and no CPR number.",
)


_ONE_LINE = WholeMatch(r"^[^\x00-\x1f\x7f]{1,500}$", error="One line of up to 500 characters.")


def word(description: str, required: bool = False, example: str | None = None) -> fields.String:
    """Return a field for a code or an identifier of a thing: short, without spaces or control characters."""
    metadata = {"description": description} | ({"example": example} if example else {})
    return fields.String(required=required, validate=_WORD, metadata=metadata)


def one_line(description: str, required: bool = False) -> fields.String:
    """Return a field for a short text in somebody's own words."""
    return fields.String(
        required=required, validate=[_ONE_LINE, names_no_person], metadata={"description": description}
    )


def is_date(text: str) -> None:
    """Refuse what is not a calendar day such as 2026-11-20."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValidationError("Not a date such as 2026-11-20.") from None
    if found.isoformat() != text:
        raise ValidationError("Not a date such as 2026-11-20.")


def is_moment(text: str) -> None:
    """Refuse what is not a moment with its time zone (RFC 3339)."""
    try:
        aware = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise ValidationError("Not a moment with time zone such as 2026-11-20T09:30:00+01:00.")


def is_cpr(text: str) -> None:
    """Refuse what is not a CPR number, without repeating it."""
    try:
        validate_cpr(text)
    except InvalidIdentifier:
        raise ValidationError("Not a CPR number.") from None


def _is_replacement(kind: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            validate_replacement(kind, text)
        except InvalidIdentifier:
            raise ValidationError(f"Not a replacement number of the kind {kind}.") from None

    return check


FORMATS: dict[str, Callable[[str], object]] = {
    "date": is_date,
    "date-time": is_moment,
    "cpr": is_cpr,
    "country": CountryCode(),
    **{kind: _is_replacement(kind) for kind in REPLACEMENT_KINDS},
}
"""What each `format` in a schema's metadata stands for; each raises ValidationError."""


def formatted(name: str, description: str, required: bool = False) -> fields.String:
    """Return a field for a text of one of FORMATS, which stays the text that it is."""
    return fields.String(
        required=required, validate=FORMATS[name], metadata={"format": name, "description": description}
    )


def country() -> fields.String:
    """Return a field for the code of a country."""
    metadata = {"format": "country", "description": "ISO 3166-1, two capital letters.", "example": "DK"}
    return fields.String(validate=FORMATS["country"], metadata=metadata)


class TrueOrFalse(fields.Boolean):
    """Said in JSON as such: marshmallow's own takes 0 and 1, and words, too."""

    def _deserialize(self, value: Any, *arguments: Any, **options: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Neither true nor false.")
        return bool(super()._deserialize(value, *arguments, **options))


class Table(fields.Dict):
    """A mapping of which neither names nor values are known; what is wrong with either is told of the name itself."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **options)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            told = error.messages
            if not isinstance(told, dict):
                raise
            raise ValidationError({name: _of_both(one) for name, one in told.items()}) from None


def _of_both(told: dict[str, list[str]]) -> list[str]:
    """Marshmallow tells of name and value apart, as if they were keys further inside."""
    return [*told.get("key", ()), *told.get("value", ())]
