"""Conditions of a pack in words."""

from collections.abc import Iterable

from shared.policy_packs.rule import DECISION_DAY, Age, AllOf, AnyOf, Condition, FactValue, Requirement
from shared.policy_packs.spans import Span

_DATE_OPERATORS = {
    "on_or_after": "on or after",
    "after": "after",
    "on_or_before": "on or before",
    "before": "before",
}
_FLAGS = {
    "is_recipient": "is the recipient's id",
    "is_course": "is the item's course",
    "lists_category": "lists the item's category",
    "stated": "is stated",
}


def said(requirement: Requirement | AllOf) -> str:
    """Return the requirement as it would be read aloud."""
    if isinstance(requirement, AnyOf):
        return " or ".join(_inner(one) for one in requirement.alternatives)
    if isinstance(requirement, AllOf):
        return " and ".join(_inner(one) for one in requirement.requirements)
    return _said_of_age(requirement) if isinstance(requirement, Age) else _said_of_fact(requirement)


def said_of_all(requirements: Iterable[Requirement]) -> str:
    return "; ".join(said(one) for one in requirements)


def said_of_span(span: Span) -> str:
    unit = span.unit if span.count == 1 else f"{span.unit}s"
    return f"{span.count} {unit}{' after year end' if span.after_year_end else ''}"


def _inner(requirement: Requirement | AllOf) -> str:
    return f"({said(requirement)})" if isinstance(requirement, AnyOf | AllOf) else said(requirement)


def _said_of_age(age: Age) -> str:
    return (
        f"the subject is {age.at_least} or older" if age.below is None else f"the subject is younger than {age.below}"
    )


def _said_of_fact(condition: Condition) -> str:
    name, operator = condition.fact, condition.operator
    if operator in _FLAGS:
        return f"{name} {_FLAGS[operator]}"
    if operator in _DATE_OPERATORS:
        return f"{name} is {_DATE_OPERATORS[operator]} {_day(condition.values[0])}"
    if condition.span is not None:
        span = said_of_span(condition.span)
        return f"{name} is at most {span} ago" if operator == "within" else f"less than {span} since {name}"
    return f"{name} is {' or '.join(said_of_value(one) for one in condition.values)}"


def _day(value: FactValue) -> str:
    return "the decision day" if value == DECISION_DAY else str(value)


def said_of_value(value: FactValue) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else value
