"""What a no does not stop: the law orders it, it serves a claim or another person's rights, or it needs no consent."""

from collections.abc import Collection, Iterator

from services.consent.domain.reached_parts import as_reached
from services.consent.domain.scope import ANY_CATEGORY, Part, Scope
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


def what_goes_on(kind: str, part: Part, pack: Pack) -> Iterator[Rule]:
    """Give the rules of the pack, in its order, that an objection of this kind to this part would reach and not stop.

    Whether one of them permits anything depends on the facts of each check, which only the gate knows.
    """
    reached = as_reached(part, pack)
    for rule in pack.rules:
        if _stands(rule, kind) and _is_reached(rule, reached):
            yield rule


def what_needs_no_consent(scope: Scope, pack: Pack) -> Iterator[Rule]:
    """Give the rules of the pack, in its order, that reach what was asked for and permit without a consent."""
    reached = as_reached(Part(scope.recipients, scope.purposes, scope.items), pack)
    for rule in pack.rules:
        if rule.step in ("duty", "delegation", "basis") and _is_reached(rule, reached):
            yield rule


def what_outlasts_consent(scope: Scope, pack: Pack) -> Iterator[Rule]:
    """Give the same for what is to be withdrawn: from then on nobody's declaration of that consent counts either."""
    return (rule for rule in what_needs_no_consent(scope, pack) if rule.declared_on is None)


def _stands(rule: Rule, kind: str) -> bool:
    if kind == "restriction":
        return rule.step in ("duty", "basis", "delegation") and rule.restriction_gate is not None
    if kind == "marketing":
        return rule.step == "duty"
    return rule.step == "duty" or (rule.step == "basis" and rule.stands_against_refusal)


def _is_reached(rule: Rule, part: Part) -> bool:
    kinds = None if part.recipients is None else {one.kind for one in part.recipients}
    categories = None if part.items is None else {one.category for one in part.items}
    return (
        _overlap(kinds, rule.recipient_kinds)
        and _overlap(part.purposes, rule.purposes)
        and (categories is None or ANY_CATEGORY in categories or _overlap(categories, rule.categories))
    )


def _overlap(said: Collection[str] | None, words: frozenset[str]) -> bool:
    return said is None or not words.isdisjoint(said)
