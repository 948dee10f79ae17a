"""Whether a rule's conditions are met, one operator after the other as the table in the packs' README has them."""

from datetime import date

from shared.policy_packs.rule import Age, AllOf, AnyOf, Condition, FactValue, Requirement, Rule
from tests.oracle.naive_dates import age, end_of_span
from tests.oracle.question import A_CLOCK_MAY_BE_AHEAD, Question


def all_met(rule: Rule, asked: Question) -> bool:
    """Conditions, attestation and channel; the form of the data is asked with the rule's other selectors."""
    if not all(met(one, asked) for one in rule.when):
        return False
    if rule.channels and asked.check.channel not in rule.channels:
        return False
    return rule.attestation is None or attested(rule.attestation.professions, asked)


def met(requirement: Requirement | AllOf, asked: Question) -> bool:
    if isinstance(requirement, AnyOf):
        return any(met(one, asked) for one in requirement.alternatives)
    if isinstance(requirement, AllOf):
        return all(met(one, asked) for one in requirement.requirements)
    if isinstance(requirement, Age):
        return _old_enough(requirement, asked)
    if requirement.fact not in asked.check.facts:
        return False
    return _holds(requirement, asked.check.facts[requirement.fact], asked)


def attested(professions: frozenset[str], asked: Question) -> bool:
    attestation = asked.check.attestation
    if attestation is None or not attestation.necessary or not attestation.by:
        return False
    if attestation.at is not None and attestation.at > asked.at + A_CLOCK_MAY_BE_AHEAD:
        return False
    return attestation.profession in professions


def _old_enough(requirement: Age, asked: Question) -> bool:
    born = asked.check.subject_born
    if born is None:
        return False
    years = age(born, asked.day)
    if requirement.at_least is not None and years < requirement.at_least:
        return False
    return requirement.below is None or years < requirement.below


def _holds(condition: Condition, value: FactValue, asked: Question) -> bool:
    match condition.operator:
        case "is" | "in":
            return any(value is one if isinstance(one, bool) else value == one for one in condition.values)
        case "stated":
            return bool(value.strip()) if isinstance(value, str) else value not in (False, ())
        case "is_recipient":
            return asked.check.recipient.id is not None and value == asked.check.recipient.id
        case "is_course":
            return asked.item.course is not None and value == asked.item.course
        case "lists_category":
            return isinstance(value, tuple) and asked.item.category in value
    return isinstance(value, str) and _holds_of_day(condition, date.fromisoformat(value), asked)


def _holds_of_day(condition: Condition, stated: date, asked: Question) -> bool:
    if condition.span is not None:
        end = end_of_span(stated, condition.span)
        return stated <= asked.day <= end if condition.operator == "within" else asked.day < end
    limit = condition.values[0]
    other = asked.day if limit == "decision-day" else date.fromisoformat(str(limit))
    match condition.operator:
        case "on_or_after":
            return stated >= other
        case "after":
            return stated > other
        case "on_or_before":
            return stated <= other
        case "before":
            return stated < other
    raise AssertionError(condition.operator)
