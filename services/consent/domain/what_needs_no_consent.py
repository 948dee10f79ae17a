"""What goes on although a consent is refused or withdrawn: it needs none."""

from collections.abc import Iterator
from datetime import date

from services.consent.domain.reached_rules import rules_reached
from services.consent.domain.scope import Part, Scope
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


def what_needs_no_consent(scope: Scope, pack: Pack, day: date) -> Iterator[Rule]:
    """Give the rules in force on a day, in the pack's order, that reach what was asked for and permit without it."""
    part = Part(scope.recipients, scope.purposes, scope.items)
    for found in rules_reached(part, scope.purposes, pack, day):
        if found.rule.step in ("duty", "delegation", "basis"):
            yield found.rule


def what_outlasts_consent(scope: Scope, pack: Pack, day: date) -> Iterator[Rule]:
    """Give the same for what is to be withdrawn: from then on nobody's declaration of that consent counts either."""
    return (rule for rule in what_needs_no_consent(scope, pack, day) if rule.declared_on is None)
