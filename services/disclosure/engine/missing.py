"""What a rule lacks in a situation, said so that a machine or a clerk can supply it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.engine.ages import age_of_consent, age_on
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.conditions import is_attested, is_in_form
from services.disclosure.engine.missing_facts import missing_facts
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import FORMS, Rule

Way = dict[str, Any]


def missing_things(rule: Rule, situation: Situation, item: Item) -> Way | None:
    """Return what would meet the rule; None when nothing anybody can state would."""
    facts = missing_facts(rule, situation, item)
    if facts is None:
        return None
    missing: Way = {"fact": facts} if facts else {}
    if rule.attestation is not None and not is_attested(rule.attestation, situation):
        missing["attestation"] = {"necessary": True, "profession": sorted(rule.attestation.professions)}
    if not is_in_form(rule, item):
        missing["form"] = [form for form in FORMS if form in rule.forms]
    if rule.channels and situation.check.channel not in rule.channels:
        missing["channel"] = min(rule.channels)
    return missing


def consent_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> Way:
    """The scope a consent would need, in the shape in which consents are given."""
    recipient, rule = situation.check.recipient, compiled.rule
    country = situation.country if rule.names_country else None
    labels: list[str | None] = [*sorted(item.labels)] or [None]
    wanted: Way = {
        "recipients": [_stated(kind=recipient.kind, id=recipient.id, country=country)],
        "purposes": [situation.check.purpose],
        "items": [
            _stated(category=item.category, course=item.course, episode=item.episode, label=label) for label in labels
        ],
        "form": situation.purpose.consent_form,
    }
    if item.category in compiled.explicit:
        wanted["expression"] = "explicit"
    if _is_a_child(situation):
        wanted["given_by"] = "custody"
    return wanted


def delegation_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> Way | None:
    """The delegation that would carry the item; None when nobody is named whom it could be to."""
    recipient = situation.check.recipient
    if recipient.id is None:
        return None
    labels: list[str | None] = [*sorted(item.labels)] or [None]
    return {
        "kind": sorted(compiled.rule.delegation_kinds),
        "delegate": _stated(kind=recipient.kind, id=recipient.id),
        "items": [
            _stated(category=item.category, course=item.course, episode=item.episode, label=label) for label in labels
        ],
    }


def size(way: Mapping[str, Any]) -> int:
    """How many things somebody would have to supply."""
    return sum(len(things) if name == "fact" else 1 for name, things in way.items())


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Way:
    """Both of two ways at once."""
    both = {**first, **second}
    if "fact" in first and "fact" in second:
        both["fact"] = {**first["fact"], **second["fact"]}
    return both


def smallest(ways: Sequence[Way]) -> list[Way]:
    least = min(map(size, ways), default=0)
    found: list[Way] = []
    for way in ways:
        if size(way) == least and way not in found:
            found.append(way)
    return found


def _is_a_child(situation: Situation) -> bool:
    born = situation.check.subject_born
    needed = age_of_consent(situation.policy.ages_of_consent, situation.purpose.age_of_consent, situation.day)
    return born is not None and needed is not None and age_on(situation.day, born) < needed


def _stated(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}
