"""Answers for one item and, where the answer is no, says what is the least that would change it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.explain import explain
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.judge import judge
from services.disclosure.engine.missing import merged, missing_things
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.suppose import with_facts


def find(situation: Situation, item: Item, lifted: frozenset[str] = frozenset()) -> Permission | Refusal:
    """Bars whose ids are in `lifted` have been supposed away already on the way to this answer."""
    finding = judge(situation, item) or _explained(situation, item)
    if isinstance(finding, Refusal) and finding.barred_by is not None and finding.barred_by.rule.id not in lifted:
        finding.would_permit_if = _past(finding.barred_by, situation, item, lifted)
    return finding


def _past(bar: CompiledRule, situation: Situation, item: Item, lifted: frozenset[str]) -> tuple[Mapping[str, Any], ...]:
    """What lifts the bar and, where that is not enough, what is missing behind it."""
    lacking = missing_things(bar.rule, situation, item)
    if lacking is None or "fact" not in lacking:
        return ()
    behind = find(with_facts(situation, lacking["fact"]), item, lifted | {bar.rule.id})
    if isinstance(behind, Permission):
        return (lacking,)
    return tuple(merged(lacking, way) for way in behind.would_permit_if)


def _explained(situation: Situation, item: Item) -> Refusal:
    refusal = explain(situation, situation.cells[item.category], item)
    narrower = [
        category
        for category in situation.policy.pack.categories[item.category].narrower
        if isinstance(judge(situation, replace(item, category=category)), Permission)
    ]
    if narrower:
        refusal.would_permit_if = (*refusal.would_permit_if, {"narrower": narrower})
    return refusal
