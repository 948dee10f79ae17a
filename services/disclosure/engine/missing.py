"""What a rule lacks in a situation, said so that a machine or a clerk can supply it."""

from collections.abc import Mapping
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.engine.conditions import is_attested, is_met
from services.disclosure.engine.situation import Situation
from shared.policy_packs.model import AnyOf, Condition, FactValue, Requirement, Rule


def missing_things(rule: Rule, situation: Situation) -> dict[str, Any]:
    missing: dict[str, Any] = {}
    facts = _missing_facts(rule, situation)
    if facts:
        missing["fact"] = facts
    if rule.attestation is not None and not is_attested(rule.attestation, situation):
        missing["attestation"] = {"necessary": True, "profession": sorted(rule.attestation.professions)}
    return missing


def consent_wanted(situation: Situation, item: Item) -> dict[str, Any]:
    """The scope a consent would need, in the shape in which consents are given."""
    recipient = situation.check.recipient
    labels: list[str | None] = [*sorted(item.labels)] or [None]
    treatment = situation.purpose.consent_class == "treatment"
    return {
        "recipients": [_stated(kind=recipient.kind, id=recipient.id)],
        "purposes": [situation.check.purpose],
        "items": [
            _stated(category=item.category, course=item.course, episode=item.episode, label=label) for label in labels
        ],
        "form": "any" if treatment else "written",
    }


def size(way: Mapping[str, Any]) -> int:
    """How many things somebody would have to supply."""
    return sum(len(things) if name == "fact" else 1 for name, things in way.items())


def _missing_facts(rule: Rule, situation: Situation) -> dict[str, FactValue]:
    unmet = [_easiest(requirement) for requirement in rule.when if not is_met(requirement, situation)]
    return {condition.fact: _wanted(condition, situation) for condition in unmet}


def _easiest(requirement: Requirement) -> Condition:
    return requirement.conditions[0] if isinstance(requirement, AnyOf) else requirement


def _wanted(condition: Condition, situation: Situation) -> FactValue:
    if condition.operator == "is_recipient":
        return situation.check.recipient.id or "the recipient's id"
    return condition.values[0]


def _stated(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}
