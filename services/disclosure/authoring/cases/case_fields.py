"""The kinds of value that stand in a case."""

from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.disclosure.engine.vocabulary import NO_DAYS
from services.disclosure.use_cases.given_state import EARLIEST_YEAR, LATEST_YEAR, given_moment


class Moment(fields.Field[Any]):
    """A day or a moment; YAML reads an unquoted one as such already."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        try:
            moment = value if isinstance(value, date) else datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValidationError("Must be a day such as 2026-11-20, or a moment.") from None
        if not EARLIEST_YEAR < moment.year < LATEST_YEAR:
            raise ValidationError("Must be of our time.")
        return moment


class FactValue(fields.Field[Any]):
    """What a check states: true, false, a text, a date, or a list of categories."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if isinstance(value, bool | str | date) or (isinstance(value, list) and _are_texts(value)):
            return value
        raise ValidationError("Must be true, false, a text, a date or a list of categories.")


class WordOrMapping(fields.Field[Any]):
    """A word, or a mapping that says more."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if isinstance(value, str) or (isinstance(value, dict) and value):
            return value
        raise ValidationError("Must be a word, or a mapping that says more.")


class ClaimedObligation(WordOrMapping):
    """The kind of an obligation, or a mapping of what it must be; what is left out is not claimed."""

    NAMES = ("kind", "to", "deadline", "before")

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        said = super()._deserialize(value, *rest, **more)
        if isinstance(said, dict) and ("kind" not in said or said.keys() - set(self.NAMES)):
            raise ValidationError(f"Must name the kind, and besides only: {', '.join(self.NAMES[1:])}.")
        return said


def refuse_period_without_days(begins: Any, ends: Any) -> None:
    if begins and ends and given_moment(ends) <= given_moment(begins):
        raise ValidationError(NO_DAYS, "until")


def text(*, required: bool = False) -> fields.String:
    return fields.String(required=required, validate=validate.Length(min=1))


def texts(*, required: bool = False) -> "fields.List[Any]":
    return fields.List(text(), required=required)


def one_of(*words: str, required: bool = False) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(words))


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(one, str) for one in values)
