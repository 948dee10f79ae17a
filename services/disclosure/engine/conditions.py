"""Whether what the caller states meets what a rule asks; what is not stated is never met."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from services.disclosure.domain.check import Item
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.situation import Situation
from shared.policy_packs.ages import age_on
from shared.policy_packs.rule import (
    DECISION_DAY,
    Age,
    AllOf,
    AnyOf,
    AttestationDemand,
    Condition,
    FactValue,
    Requirement,
    Rule,
)
from shared.policy_packs.spans import after

# What another machine stamped may seem to lie a little ahead of this one's clock.
CLOCK_TOLERANCE = timedelta(seconds=5)


def speaks_of(compiled: CompiledRule, situation: Situation, item: Item) -> bool:
    """Whether the rule is in force on the day and made for this recipient and this item's labels."""
    if not compiled.begins <= situation.day < compiled.ends:
        return False
    if not compiled.selective:
        return True
    rule = compiled.rule
    return (
        (not rule.recipient_ids or _may_be_named(rule, situation))
        and (not rule.labels or not rule.labels.isdisjoint(item.labels))
        and (not item.labels or rule.without_labels.isdisjoint(item.labels))
        and (not rule.countries or _is_in(rule, situation))
    )


def _may_be_named(rule: Rule, situation: Situation) -> bool:
    """A recipient whose name nobody stated might be the one a bar is about."""
    own_id = situation.check.recipient.id
    return own_id in rule.recipient_ids or (own_id is None and rule.step == "bar")


def _is_in(rule: Rule, situation: Situation) -> bool:
    """A recipient whose country nobody stated might be in the country a bar is about."""
    return situation.country in rule.countries or (situation.country is None and rule.step == "bar")


def conditions_met(rule: Rule, situation: Situation, item: Item) -> bool:
    for requirement in rule.when:
        if not is_met(requirement, situation.stated, item):
            return False
    return (
        (rule.attestation is None or is_attested(rule.attestation, situation))
        and is_in_form(rule, item)
        and (not rule.channels or situation.stated.channel in rule.channels)
    )


def is_in_form(rule: Rule, item: Item) -> bool:
    return not rule.forms or item.form in rule.forms


def is_met(requirement: Requirement | AllOf, stated: Circumstances, item: Item) -> bool:
    if isinstance(requirement, Condition):
        value = stated.facts.get(requirement.fact)
        return value is not None and _TESTS[requirement.operator](value, requirement, stated, item)
    if isinstance(requirement, AnyOf):
        return any(is_met(one, stated, item) for one in requirement.alternatives)
    if isinstance(requirement, AllOf):
        return all(is_met(one, stated, item) for one in requirement.requirements)
    return _is_of_age(requirement, stated)


def _is_of_age(age: Age, stated: Circumstances) -> bool:
    if stated.born is None:
        return False
    years = age_on(stated.day, stated.born)
    return (age.at_least is None or years >= age.at_least) and (age.below is None or years < age.below)


def is_attested(demand: AttestationDemand, situation: Situation) -> bool:
    attestation = situation.stated.attestation
    return (
        attestation is not None
        and attestation.necessary
        and bool(attestation.by)
        and attestation.profession in demand.professions
        and (attestation.at is None or attestation.at <= situation.at + CLOCK_TOLERANCE)
    )


_Test = Callable[[FactValue, Condition, Circumstances, Item], bool]


def _is_one_of(value: FactValue, condition: Condition, *_: object) -> bool:
    return value in condition.values


def _is_recipient(value: FactValue, _: Condition, stated: Circumstances, __: Item) -> bool:
    return value == stated.recipient


def _is_course(value: FactValue, _: Condition, __: Circumstances, item: Item) -> bool:
    return value == item.course


def _lists_category(value: FactValue, _: Condition, __: Circumstances, item: Item) -> bool:
    return isinstance(value, tuple) and item.category in value


def _is_stated(value: FactValue, *_: object) -> bool:
    """A text of spaces alone states nothing."""
    return bool(value.strip() if isinstance(value, str) else value)


def _date_test(holds: Callable[[str, str], bool]) -> _Test:
    def test(value: FactValue, condition: Condition, stated: Circumstances, _: Item) -> bool:
        limit = condition.values[0]
        day = stated.day.isoformat() if limit == DECISION_DAY else str(limit)
        return isinstance(value, str) and holds(value, day)

    return test


def _within(value: FactValue, condition: Condition, stated: Circumstances, _: Item) -> bool:
    """What lies ahead is not so long ago: a year mistyped must not open what a deadline closes."""
    assert condition.span is not None
    day = date.fromisoformat(value) if isinstance(value, str) else date.max
    return day <= stated.day <= after(day, condition.span)


def _is_kept(value: FactValue, condition: Condition, stated: Circumstances, _: Item) -> bool:
    assert condition.span is not None
    return isinstance(value, str) and stated.day < after(date.fromisoformat(value), condition.span)


_TESTS: Mapping[str, _Test] = {
    "is": _is_one_of,
    "in": _is_one_of,
    "is_recipient": _is_recipient,
    "is_course": _is_course,
    "lists_category": _lists_category,
    "stated": _is_stated,
    "on_or_after": _date_test(lambda value, day: value >= day),
    "after": _date_test(lambda value, day: value > day),
    "on_or_before": _date_test(lambda value, day: value <= day),
    "before": _date_test(lambda value, day: value < day),
    # A deadline includes its last day; what is kept for a time is no longer kept on the day that time ends.
    "within": _within,
    "kept_for": _is_kept,
}
