"""What a rule lacks in a situation, said so that a machine or a clerk can supply it."""

from services.disclosure.domain.check import Item
from services.disclosure.engine.ages import age_of_consent
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.conditions import is_attested, is_in_form
from services.disclosure.engine.missing_facts import missing_facts
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.ways import Way
from shared.policy_packs.ages import age_on
from shared.policy_packs.rule import FORMS, Rule


def missing_things(rule: Rule, situation: Situation, item: Item) -> list[Way]:
    """Return each way to meet the rule that takes fewest facts; none when nothing anybody can state would."""
    other_things = _other_things(rule, situation, item)
    ways = missing_facts(rule, situation, item)
    return [{"fact": facts, **other_things} if facts else other_things for facts in ways]


def _other_things(rule: Rule, situation: Situation, item: Item) -> Way:
    missing: Way = {}
    if rule.attestation is not None and not is_attested(rule.attestation, situation):
        missing["attestation"] = {"necessary": True, "profession": sorted(rule.attestation.professions)}
    if not is_in_form(rule, item):
        missing["form"] = [form for form in FORMS if form in rule.forms]
    if rule.channels and situation.stated.channel not in rule.channels:
        missing["channel"] = min(rule.channels, key=lambda code: _openness(code, situation))
    return missing


def _openness(code: str, situation: Situation) -> tuple[bool, bool, str]:
    """A channel that is closed to others is in nobody's way."""
    channel = situation.policy.pack.channels[code]
    return not channel.encrypted, not channel.private, code


def consent_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> Way:
    """The scope a consent would need, in the shape in which consents are given."""
    recipient, rule = situation.check.recipient, compiled.rule
    country = situation.country if rule.names_country else None
    wanted: Way = {
        "recipients": [_stated(kind=recipient.kind, id=recipient.id, country=country)],
        "purposes": [situation.check.purpose],
        "items": _item_wanted(item),
        "form": "written",
    }
    if item.category in compiled.explicit:
        wanted["expression"] = "explicit"
    if _is_a_child(situation):
        wanted["given_by"] = {"authority": "custody"}
    return wanted


def delegation_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> Way | None:
    """The delegation that would carry the item; None when nobody is named whom it could be to."""
    recipient = situation.check.recipient
    if recipient.id is None:
        return None
    wanted: Way = {
        "kind": sorted(compiled.rule.delegation_kinds),
        "delegate": _stated(kind=recipient.kind, id=recipient.id),
        "items": _item_wanted(item),
    }
    if _is_a_child(situation):
        wanted["given_by"] = {"authority": "custody"}
    return wanted


def _item_wanted(item: Item) -> list[dict[str, str]]:
    """The item as a scope names it, once for each of its labels."""
    labels: list[str | None] = [*sorted(item.labels)] or [None]
    return [_stated(category=item.category, course=item.course, episode=item.episode, label=label) for label in labels]


def _is_a_child(situation: Situation) -> bool:
    born = situation.check.subject_born
    if born is None:
        return False
    needed = age_of_consent(situation.policy.ages_of_consent, situation.age_of_consent, situation.day)
    return needed is not None and age_on(situation.day, born) < needed


def _stated(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}
