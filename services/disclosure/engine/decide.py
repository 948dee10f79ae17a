"""Answers a check: every item through the same steps, then one outcome for all of them."""

from datetime import datetime

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.decision import Decision, ItemDecision, Obligation, Outcome
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.act_before import act_before
from services.disclosure.engine.compile import Cell, Policy
from services.disclosure.engine.consents import consent_in_force, usable_consents
from services.disclosure.engine.explain import explain
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.hard_bars import bar_against
from services.disclosure.engine.legal_duties import duty_for
from services.disclosure.engine.minimise import only_if_needed
from services.disclosure.engine.objections import (
    marketing_objection,
    objections_against,
    refusal_by_subject,
    restriction_on,
)
from services.disclosure.engine.obligations import obligations_of
from services.disclosure.engine.other_bases import other_basis
from services.disclosure.engine.situation import Situation, identify


def decide(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> Decision:
    """Judge a check whose words are known; a state of None means that nobody can say what the subject wants."""
    situation = identify(check, state, policy, at)
    situation.objections = objections_against(situation)
    situation.usable = usable_consents(situation)
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
    """Steps 2 to 9 for one item, in the order of the table in this folder's README."""
    cell = situation.cells[item.category]
    bar = bar_against(situation, cell, item)
    if bar is not None:
        return bar
    restriction = restriction_on(situation, item)
    restricted = restriction is not None
    duty = duty_for(situation, cell, item, restricted=restricted)
    if duty is not None:
        return duty
    if situation.state is None:
        return _without_state(situation, cell, item)
    marketing = marketing_objection(situation, item)
    if marketing is not None:
        return marketing
    refusal = refusal_by_subject(situation, item)
    if refusal is not None:
        despite = other_basis(situation, cell, item, restricted=restricted, despite_refusal=True)
        return only_if_needed(cell, despite) or refusal
    permission = consent_in_force(situation, cell, item, restriction) or other_basis(
        situation, cell, item, restricted=restricted, despite_refusal=False
    )
    if restriction is not None and permission is None:
        return Refusal(Reason.RESTRICTED_PROCESSING, restriction.id)
    return only_if_needed(cell, permission) or _explained(situation, cell, item)


def _explained(situation: Situation, cell: Cell, item: Item) -> Refusal:
    """Deny, and say whether a narrower category of the same item could be sent instead."""
    refusal = explain(situation, cell, item)
    narrower = [
        category
        for category in situation.policy.pack.categories[item.category].narrower
        if isinstance(find(situation, Item(category, item.course, item.episode, item.labels)), Permission)
    ]
    if narrower:
        refusal.would_permit_if = (*refusal.would_permit_if, {"narrower": narrower})
    return refusal


def _without_state(situation: Situation, cell: Cell, item: Item) -> Permission | Refusal:
    """Only what no word of the subject's could change is answered; for the rest a later try may do better."""
    certain = only_if_needed(cell, other_basis(situation, cell, item, restricted=False, despite_refusal=True))
    if certain is not None:
        return certain
    basis = other_basis(situation, cell, item, restricted=False, despite_refusal=False)
    if cell.needed and (cell.consents or basis is not None):
        return Refusal(Reason.CONSENT_STATE_STALE)
    return explain(situation, cell, item)


def _outcome(permitted: int, asked: int) -> Outcome:
    if permitted == 0:
        return Outcome.DENY
    return Outcome.PERMIT if permitted == asked else Outcome.PARTIAL


def _item_decision(item: Item, finding: Permission | Refusal) -> ItemDecision:
    if isinstance(finding, Refusal):
        return ItemDecision(
            item,
            permitted=False,
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
