"""What the caller must do because of what was permitted."""

from collections.abc import Iterator
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import Obligation
from services.disclosure.engine.compile import Cell, Policy
from services.disclosure.engine.conditions import speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.objections import is_objected_to
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import ObligationTemplate
from shared.policy_packs.spans import after


def obligations_of(situation: Situation, cell: Cell, item: Item, permission: Permission) -> Iterator[Obligation]:
    for template in permission.compiled.rule.obligations:
        if not template.only_over_objection or is_objected_to(situation, item):
            yield obligation_of(template, situation.day, situation.policy)
    if situation.channel is None:
        yield from _for_unstated_channel(situation, cell, item)


def _for_unstated_channel(situation: Situation, cell: Cell, item: Item) -> Iterator[Obligation]:
    """A bar on unencrypted channels becomes an obligation when the caller has not said which it will use."""
    for compiled in cell.bars:
        if compiled.rule.unencrypted and speaks_of(compiled, situation, item):
            yield from (
                obligation_of(template, situation.day, situation.policy) for template in compiled.rule.obligations
            )


def obligation_of(template: ObligationTemplate, day: date, policy: Policy) -> Obligation:
    deadline = after(day, template.deadline) if template.deadline is not None else None
    return Obligation(template.kind, template.to, deadline, policy.pack.obligations[template.kind].before)
