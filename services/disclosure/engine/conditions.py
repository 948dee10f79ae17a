"""Whether what the caller states meets what a rule asks; what is not stated is never met."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.situation import Situation
from shared.policy_packs.model import DECISION_DAY, AnyOf, AttestationDemand, Condition, FactValue, Requirement, Rule

# An attestation stamped by another machine may seem to lie a little ahead of this one's clock.
_CLOCK_TOLERANCE = timedelta(seconds=5)


def speaks_of(compiled: CompiledRule, situation: Situation, item: Item) -> bool:
    """Whether the rule is in force on the day and made for this recipient and this item's labels."""
    rule = compiled.rule
    return (
        compiled.in_force(situation.day)
        and (not rule.recipient_ids or situation.check.recipient.id in rule.recipient_ids)
        and (not rule.labels or not rule.labels.isdisjoint(item.labels))
        and (not item.labels or rule.without_labels.isdisjoint(item.labels))
    )


def conditions_met(rule: Rule, situation: Situation) -> bool:
    return all(is_met(requirement, situation) for requirement in rule.when) and is_attested(rule.attestation, situation)


def is_met(requirement: Requirement, situation: Situation) -> bool:
    if isinstance(requirement, AnyOf):
        return any(is_met(condition, situation) for condition in requirement.conditions)
    stated = situation.check.facts.get(requirement.fact)
    return stated is not None and _TESTS[requirement.operator](stated, requirement, situation)


def is_attested(demand: AttestationDemand | None, situation: Situation) -> bool:
    if demand is None:
        return True
    attestation = situation.check.attestation
    return (
        attestation is not None
        and attestation.necessary
        and bool(attestation.by)
        and attestation.profession in demand.professions
        and (attestation.at is None or attestation.at <= situation.at + _CLOCK_TOLERANCE)
    )


def _is_one_of(stated: FactValue, condition: Condition, _: Situation) -> bool:
    return stated in condition.values


def _is_recipient(stated: FactValue, _: Condition, situation: Situation) -> bool:
    return situation.check.recipient.id is not None and stated == situation.check.recipient.id


def _date_test(holds: Callable[[str, str], bool]) -> Callable[[FactValue, Condition, Situation], bool]:
    def test(stated: FactValue, condition: Condition, situation: Situation) -> bool:
        limit = condition.values[0]
        day = situation.day.isoformat() if limit == DECISION_DAY else str(limit)
        return isinstance(stated, str) and holds(stated, day)

    return test


_TESTS: Mapping[str, Callable[[FactValue, Condition, Situation], bool]] = {
    "is": _is_one_of,
    "in": _is_one_of,
    "is_recipient": _is_recipient,
    "on_or_after": _date_test(lambda stated, day: stated >= day),
    "after": _date_test(lambda stated, day: stated > day),
    "on_or_before": _date_test(lambda stated, day: stated <= day),
    "before": _date_test(lambda stated, day: stated < day),
}
