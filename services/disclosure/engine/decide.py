"""Answers a check: every item through the same steps, then one outcome for all of them."""

from collections.abc import Sequence
from datetime import date, datetime

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.decision import Decision, ItemDecision, Obligation, Outcome
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.act_before import act_before
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.find import find
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.obligations import obligations_of
from services.disclosure.engine.situation import Situation, named_role
from services.disclosure.engine.survey import survey
from services.disclosure.engine.too_broad import too_broad


def decide(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> Decision:
    """Judge a check whose words are known; a state of None means that nobody can say what the subject wants."""
    situation = survey(check, state, policy, at)
    asked = [find(situation, item) for item in check.items]
    findings, narrower = too_broad(situation, asked)
    permitted = [item for item, one in zip(check.items, findings, strict=True) if isinstance(one, Permission)]
    return Decision(
        controller=check.controller,
        outcome=_outcome(len(permitted), len(findings)),
        items=tuple(_item_decision(item, one) for item, one in zip(check.items, findings, strict=True)),
        obligations=_obligations(situation, findings),
        pack=policy.reference,
        consent_state=None if state is None else state.version,
        evaluated_at=at,
        act_before=act_before(situation, permitted),
        narrower_request=narrower,
        judged_as=situation.role if situation.role != named_role(check, policy.pack) else None,
    )


def _outcome(permitted: int, asked: int) -> Outcome:
    if permitted == 0:
        return Outcome.DENY
    return Outcome.PERMIT if permitted == asked else Outcome.PARTIAL


def _item_decision(item: Item, finding: Finding) -> ItemDecision:
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
        law=compiled.rule.law,
        rule=compiled.rule.id,
        consent=finding.consent.id if finding.consent else None,
        delegation=finding.delegation.id if finding.delegation else None,
        also=finding.also,
    )


def _obligations(situation: Situation, findings: Sequence[Finding]) -> tuple[Obligation, ...]:
    due: dict[Obligation, None] = {}
    for item, finding in zip(situation.check.items, findings, strict=True):
        if isinstance(finding, Permission):
            due |= dict.fromkeys(obligations_of(situation, situation.cells[item.category], item, finding))
    return tuple(sorted(due, key=lambda one: (one.kind, one.to or "", one.deadline or date.max, one.before)))
