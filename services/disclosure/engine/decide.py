"""Answers a check: every item through the same steps, then one outcome for all of them."""

from datetime import datetime

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.decision import Decision, ItemDecision, Obligation, Outcome
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.act_before import act_before
from services.disclosure.engine.compile import Cell, Policy
from services.disclosure.engine.consents import consent_in_force, weigh_consents
from services.disclosure.engine.explain import explain
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.hard_bars import bar_against
from services.disclosure.engine.legal_duties import duty_for
from services.disclosure.engine.minimise import only_if_needed
from services.disclosure.engine.objections import (
    marketing_objection,
    objections_against,
    refusal_by_subject,
    restricted_processing,
    restriction_on,
)
from services.disclosure.engine.obligations import obligations_of
from services.disclosure.engine.other_bases import basis_despite_refusal, other_basis
from services.disclosure.engine.situation import Situation, identify


def decide(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> Decision:
    """Judge a check whose words are known; a state of None means that nobody can say what the subject wants."""
    situation = identify(check, state, policy, at)
    situation.objections = objections_against(situation)
    situation.weighed = weigh_consents(situation)
    findings = [find(situation, item) for item in check.items]
    permissions = [one for one in findings if isinstance(one, Permission)]
    return Decision(
        controller=check.controller,
        outcome=_outcome(len(permissions), len(findings)),
        items=tuple(_item_decision(item, one) for item, one in zip(check.items, findings, strict=True)),
        obligations=_obligations(situation, findings),
        pack=policy.reference,
        consent_state=None if state is None else state.version,
        consent_state_source="none" if state is None else "copy",
        evaluated_at=at,
        act_before=act_before(situation, permissions),
    )


def find(situation: Situation, item: Item) -> Permission | Refusal:
    """Answer for one item; where nothing permits, say what narrower category could be sent instead."""
    return judge(situation, item) or _explained(situation, item)


def judge(situation: Situation, item: Item) -> Permission | Refusal | None:
    """Steps 2 to 9 for one item, in the order of the table in this folder's README; None where nothing permits."""
    cell = situation.cells[item.category]
    restriction = restriction_on(situation, item)
    certain = bar_against(situation, cell, item) or duty_for(situation, cell, item, restriction)
    if certain is not None:
        return certain
    if situation.state is None:
        return _without_state(situation, cell, item)
    no = marketing_objection(situation, item) or refusal_by_subject(situation, item)
    if no is not None:
        return only_if_needed(cell, basis_despite_refusal(situation, cell, item, restriction, no)) or no
    permission = only_if_needed(
        cell,
        consent_in_force(situation, cell, item, restriction) or other_basis(situation, cell, item, restriction),
    )
    if restriction is not None and permission is None:
        return restricted_processing(situation, restriction)
    return permission


def _explained(situation: Situation, item: Item) -> Refusal:
    refusal = explain(situation, situation.cells[item.category], item)
    narrower = [
        category
        for category in situation.policy.pack.categories[item.category].narrower
        if isinstance(judge(situation, Item(category, item.course, item.episode, item.labels)), Permission)
    ]
    if narrower:
        refusal.would_permit_if = (*refusal.would_permit_if, {"narrower": narrower})
    return refusal


def _without_state(situation: Situation, cell: Cell, item: Item) -> Permission | Refusal | None:
    """Only what no word of the subject's could change is permitted; where one could, a later try may do better."""
    certain = only_if_needed(cell, basis_despite_refusal(situation, cell, item, None, None))
    if certain is not None and not situation.purpose.marketing:
        return certain
    if cell.needed and (cell.consents or other_basis(situation, cell, item, None)):
        return Refusal(Reason.CONSENT_STATE_STALE)
    return None


def _outcome(permitted: int, asked: int) -> Outcome:
    if permitted == 0:
        return Outcome.DENY
    return Outcome.PERMIT if permitted == asked else Outcome.PARTIAL


def _item_decision(item: Item, finding: Permission | Refusal) -> ItemDecision:
    if isinstance(finding, Refusal):
        return ItemDecision(
            item,
            permitted=False,
            law=finding.law,
            rule=finding.rule,
            objection=finding.objection,
            reason=finding.reason,
            would_permit_if=finding.would_permit_if,
        )
    compiled = finding.compiled
    return ItemDecision(
        item,
        permitted=True,
        basis=compiled.basis[item.category],
        rule=compiled.rule.id,
        consent=finding.consent.id if finding.consent else None,
    )


def _obligations(situation: Situation, findings: list[Permission | Refusal]) -> tuple[Obligation, ...]:
    due: dict[Obligation, None] = {}
    for item, finding in zip(situation.check.items, findings, strict=True):
        if isinstance(finding, Permission):
            due |= dict.fromkeys(obligations_of(situation, situation.cells[item.category], item, finding))
    return tuple(sorted(due, key=lambda one: (one.kind, one.to or "")))
