"""Finds rules that could never speak: a line nobody notices is dead is worse than no line."""

from collections.abc import Iterator, Sequence
from itertools import product

from shared.policy_packs.model import Pack
from shared.policy_packs.places import Fault
from shared.policy_packs.rule import SECTION_OF, Rule


def faults_of_reach(pack: Pack) -> list[Fault]:
    return [
        (SECTION_OF[rule.step], rule.id, fault)
        for place, rule in enumerate(pack.rules)
        for fault in _faults(pack, rule, pack.rules[:place])
    ]


def _faults(pack: Pack, rule: Rule, earlier: Sequence[Rule]) -> Iterator[str]:
    if rule.valid_until is not None and rule.valid_until <= rule.valid_from:
        yield "This rule ends before it begins."
    elif rule.outside and rule.unencrypted:
        yield "A bar is about countries (“outside”) or about channels (“unencrypted”); make two bars of it."
    elif rule.step in ("consent", "delegation", "basis") and not any(_needed_cells(pack, rule)):
        yield "No purpose of this rule needs any of its categories, so it can never permit anything."
    else:
        for other in earlier:
            if _hides(other, rule):
                yield f"“{other.id}” always speaks first, so this rule is never reached."


def _needed_cells(pack: Pack, rule: Rule) -> Iterator[bool]:
    for kind, purpose, category in product(rule.recipient_kinds, rule.purposes, rule.categories):
        needs = pack.purposes[purpose]
        yield category in needs.needs_for.get(kind, needs.needs)


def _hides(other: Rule, rule: Rule) -> bool:
    """Whether every item this rule could speak of is answered by the other one, whatever is stated."""
    return (
        other.step in (rule.step, "bar")
        and _reaches_as_far(other, rule)
        and _asks_no_more(other, rule)
        and not (rule.stands_against_refusal and not other.stands_against_refusal and other.step != "bar")
        and not (rule.restriction_gate and not other.restriction_gate and other.step != "bar")
    )


def _reaches_as_far(other: Rule, rule: Rule) -> bool:
    return (
        other.subject_roles >= rule.subject_roles
        and other.recipient_kinds >= rule.recipient_kinds
        and other.purposes >= rule.purposes
        and other.categories >= rule.categories
        and _takes_in(other.recipient_ids, rule.recipient_ids)
        and _takes_in(other.labels, rule.labels)
        and other.without_labels <= rule.without_labels
        and _takes_in(other.forms, rule.forms)
        and _takes_in(other.countries, rule.countries)
        and _takes_in(other.channels, rule.channels)
        and other.valid_from <= rule.valid_from
        and (other.valid_until is None or (rule.valid_until is not None and other.valid_until >= rule.valid_until))
    )


def _takes_in(wider: frozenset[str], narrower: frozenset[str]) -> bool:
    """Whether what one selector lets through the other does too; an empty selector lets everything through."""
    return not wider or (bool(narrower) and wider >= narrower)


def _asks_no_more(other: Rule, rule: Rule) -> bool:
    if other.step == "bar":
        conditional = bool(other.when) or bool(other.outside) or other.unencrypted
        same = (other.when, other.outside, other.unencrypted) == (rule.when, rule.outside, rule.unencrypted)
        return not conditional or (rule.step == "bar" and same)
    demand = other.attestation
    attested = demand is None or (rule.attestation is not None and demand.professions >= rule.attestation.professions)
    consented = other.explicit <= rule.explicit and other.names_country <= rule.names_country
    delegated = other.delegation_kinds >= rule.delegation_kinds and other.custody_until == rule.custody_until
    declared = other.declared_on in (None, rule.declared_on)
    return attested and consented and delegated and declared and set(other.when) <= set(rule.when)
