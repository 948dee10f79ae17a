"""Rules for generated packs, with every feature of the language in them sooner or later."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from shared.policy_packs.rule import (
    DECISION_DAY,
    DELEGATION_KINDS,
    FORMS,
    RESTRICTION_GATES,
    AttestationDemand,
    Condition,
    ObligationTemplate,
    Rule,
)
from shared.policy_packs.spans import Span
from tests.oracle.chance import happens, maybe, most, rarely_some, some
from tests.oracle.conditions import requirements
from tests.oracle.words import CATEGORIES, CHANNELS, COUNTRIES, IDS, KINDS, LABELS, NAME, PROFESSIONS, PURPOSES, ROLES

_BAR_REASONS = ["third-country", "disclosure-barred", "category-barred"]
_MOST_RULES = {"bar": 2, "duty": 2, "consent": 2, "delegation": 2, "basis": 3}


def rules(chance: Random, today: date) -> tuple[Rule, ...]:
    return tuple(
        _rule(chance, step, f"{step}-{number}", today)
        for step, most_rules in _MOST_RULES.items()
        for number in range(chance.randint(0, most_rules))
    )


def _rule(chance: Random, step: str, rule_id: str, today: date) -> Rule:
    rule = Rule(
        id=rule_id,
        step=step,
        says=NAME,
        valid_from=today + timedelta(days=chance.choice([-5_000, -5_000, -5_000, 0, 1])),
        valid_until=maybe(chance, [today + timedelta(days=1), today], one_in=6),
        obligations=_obligations(chance, today),
        when=() if step == "bar" and happens(chance, 2) else requirements(chance, today),
        law=(f"law-{rule_id}",),
        **_particulars(chance, step),
    )
    if rule.declared_on is None:
        return rule
    # A pack whose rule does not ask for the day that it relies on would not load.
    return replace(rule, when=(*rule.when, Condition(rule.declared_on, "on_or_before", (DECISION_DAY,))))


def _particulars(chance: Random, step: str) -> dict[str, Any]:
    special = {"bar": _bar, "consent": _consent, "delegation": _delegation, "basis": _basis}.get(step)
    return {
        **_selectors(chance),
        **(_permission(chance) if step != "bar" else {}),
        **(special(chance) if special else {}),
    }


def _selectors(chance: Random) -> dict[str, Any]:
    """Half of the rules speak of whatever is in their lists."""
    return {
        "subject_roles": most(chance, ROLES),
        "recipient_kinds": most(chance, KINDS),
        "purposes": most(chance, PURPOSES),
        "categories": most(chance, CATEGORIES),
        **(_further_selectors(chance) if happens(chance, 2) else {}),
    }


def _further_selectors(chance: Random) -> dict[str, Any]:
    return {
        "labels": rarely_some(chance, LABELS, 4),
        "without_labels": rarely_some(chance, LABELS),
        "recipient_ids": rarely_some(chance, IDS, 4),
        "forms": rarely_some(chance, FORMS, 3),
        "countries": rarely_some(chance, COUNTRIES, 4),
    }


def _permission(chance: Random) -> dict[str, Any]:
    """Keys for every lock there is, so that any category may be among the rule's."""
    return {
        "channels": rarely_some(chance, CHANNELS),
        "attestation": AttestationDemand(some(chance, PROFESSIONS)) if happens(chance, 5) else None,
        "restriction_gate": maybe(chance, RESTRICTION_GATES, one_in=3),
        "keys": {
            "secrecy": ("S1",),
            "art6": chance.choice([("L1",), ("L2",), ("L2", "L1")]),
            "art9": chance.choice([("X1",), ("X2",)]),
            "cpr": ("C1",),
        },
    }


def _bar(chance: Random) -> dict[str, Any]:
    kind = chance.choice(["plain", "outside", "unencrypted"])
    return {
        "reason": chance.choice(_BAR_REASONS),
        "outside": tuple(sorted(some(chance, ("near", "safe")))) if kind == "outside" else (),
        "unencrypted": kind == "unencrypted",
        # A bar without any such limit would leave the later steps little to say.
        **({"purposes": some(chance, PURPOSES), "categories": some(chance, CATEGORIES)} if kind == "plain" else {}),
    }


def _consent(chance: Random) -> dict[str, Any]:
    return {
        "explicit": happens(chance, 4),
        "names_country": happens(chance, 5),
        "reason": maybe(chance, ["commercial-use"], one_in=3),
    }


def _delegation(chance: Random) -> dict[str, Any]:
    if happens(chance, 4):
        return {"delegation_kinds": frozenset({"custody"}), "custody_until": chance.choice([14, 16, 18])}
    return {"delegation_kinds": some(chance, DELEGATION_KINDS) | {"grant"}}


def _basis(chance: Random) -> dict[str, Any]:
    return {
        "stands_against_refusal": happens(chance, 3),
        "declared_on": maybe(chance, ["when", "since"], one_in=4),
    }


def _obligations(chance: Random, today: date) -> tuple[ObligationTemplate, ...]:
    return tuple(
        ObligationTemplate(
            chance.choice(["tell", "first"]),
            maybe(chance, ["subject", "owner"]),
            maybe(chance, [Span(14, "day"), Span(1, "month"), Span(0, "day")]),
            happens(chance, 3),
            requirements(chance, today) if happens(chance, 3) else (),
        )
        for _ in range(chance.choice([0, 0, 1, 2]))
    )
