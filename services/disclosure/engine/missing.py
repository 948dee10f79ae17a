"""What a rule lacks in a situation, in the shapes in which things are supplied: each can be pasted where it belongs.

Facts, an attestation and a channel belong in the check, and a form in the item; a consent and a delegation among what
is given on file, as cases and drafts write it.
"""

from itertools import product
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import instant
from services.disclosure.engine.ages import age_of_consent
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.conditions import is_attested, is_in_form
from services.disclosure.engine.missing_facts import missing_facts
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.suppose import SOMEBODY
from services.disclosure.engine.ways import Way
from shared.policy_packs.ages import age_on
from shared.policy_packs.rule import FORMS, Rule


def missing_things(rule: Rule, situation: Situation, item: Item) -> list[Way]:
    """Return each way to meet the rule that takes fewest facts; none when nothing anybody can state would."""
    other_things = _other_things(rule, situation, item)
    ways = missing_facts(rule, situation, item)
    return [{"fact": facts, **others} if facts else others for facts in ways for others in other_things]


def _other_things(rule: Rule, situation: Situation, item: Item) -> list[Way]:
    """Everything besides facts, once for each profession and form that would do."""
    missing: dict[str, list[Any]] = {}
    if rule.attestation is not None and not is_attested(rule.attestation, situation):
        missing["attestation"] = [_attestation(one, situation) for one in sorted(rule.attestation.professions)]
    if not is_in_form(rule, item):
        missing["form"] = [form for form in FORMS if form in rule.forms]
    if rule.channels and situation.stated.channel not in rule.channels:
        missing["channel"] = [min(rule.channels, key=lambda code: _openness(code, situation))]
    return [dict(zip(missing, things, strict=True)) for things in product(*missing.values())] if missing else [{}]


def _attestation(profession: str, situation: Situation) -> Way:
    return {"by": SOMEBODY, "profession": profession, "at": instant(situation.at), "necessary": True}


def _openness(code: str, situation: Situation) -> tuple[bool, bool, str]:
    """A channel that is closed to others is in nobody's way."""
    channel = situation.policy.pack.channels[code]
    return not channel.encrypted, not channel.private, code


def consent_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> Way:
    """The consent that would carry the item, with the least scope."""
    recipient, rule = situation.check.recipient, compiled.rule
    country = situation.country if rule.names_country else None
    wanted: Way = {
        "given_at": instant(situation.at),
        "form": "written",
        "scope": {
            "recipients": [_stated(kind=recipient.kind, id=recipient.id, country=country)],
            "purposes": [situation.check.purpose],
            "items": _item_wanted(item),
        },
    }
    if item.category in compiled.explicit:
        wanted["expression"] = "explicit"
    return wanted | _whose_word(situation)


def delegations_wanted(compiled: CompiledRule, situation: Situation, item: Item) -> list[Way]:
    """The delegations that would carry the item, one of each kind; none when nobody is named whom they could be to."""
    recipient = situation.check.recipient
    if recipient.id is None:
        return []
    wanted: Way = {
        "delegate": _stated(kind=recipient.kind, id=recipient.id),
        "from": situation.day.isoformat(),
        "part": {"items": _item_wanted(item)},
    }
    wanted |= _whose_word(situation)
    return [{"kind": kind, **wanted} for kind in sorted(compiled.rule.delegation_kinds)]


def _item_wanted(item: Item) -> list[dict[str, str]]:
    """The item as a scope names it, once for each of its labels."""
    labels: list[str | None] = [*sorted(item.labels)] or [None]
    return [_stated(category=item.category, course=item.course, episode=item.episode, label=label) for label in labels]


def _whose_word(situation: Situation) -> Way:
    """Who has to say it, and in which role where that has an age of its own."""
    by_custody = {"given_by": {"authority": "custody"}} if _is_a_child(situation) else {}
    has_own_age = situation.policy.pack.subject_roles[situation.role].age_of_consent is not None
    return by_custody | ({"subject_role": situation.role} if has_own_age else {})


def _is_a_child(situation: Situation) -> bool:
    born = situation.check.subject_born
    if born is None:
        return False
    needed = age_of_consent(situation.policy.ages_of_consent, situation.age_of_consent, situation.day)
    return needed is not None and age_on(situation.day, born) < needed


def _stated(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}
