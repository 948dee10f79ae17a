"""The kinds of value that stand in a policy pack."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.countries import CountryCode
from shared.policy_packs.spans import span_from

CODE_PATTERN = "^[a-z0-9]+([.-][a-z0-9]+)*$"
CODE = validate.Regexp(CODE_PATTERN, error="Must be lower case letters and digits with hyphens.")
COUNTRY = CountryCode()


class Day(fields.Date):
    """YAML reads an unquoted date as a date already."""

    default_error_messages = {"invalid": "Not a date such as 2026-11-20."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, date) else super()._deserialize(value, attr, data, **kwargs)


class SpanField(fields.Field[Any]):
    """A span of calendar time in words, such as `21 days` or `5 years after year end`."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        try:
            return span_from(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(str(error)) from None


class CodesOrAll(fields.Field[Any]):
    """A list of codes with at least one in it, or the word `all`; leaving it out never means all."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if value == "all" or (isinstance(value, list) and value and all(isinstance(one, str) for one in value)):
            return value
        message = "Must be a list of codes, or the word all."
        raise ValidationError(message)


class OneOrMore(fields.Field[Any]):
    """One code, or a list of them."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and values and all(isinstance(one, str) for one in values):
            return values
        message = "Must be a code, or a list of codes."
        raise ValidationError(message)


def codes() -> "fields.List[Any]":
    return fields.List(fields.String(), required=True, validate=validate.Length(min=1))


def some_codes() -> "fields.List[Any]":
    return fields.List(fields.String(), load_default=list)


def codes_or_all() -> CodesOrAll:
    return CodesOrAll(required=True)
