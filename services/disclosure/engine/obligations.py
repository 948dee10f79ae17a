"""What the caller must do because of what was permitted."""

from collections.abc import Iterator
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import Obligation
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Cell, Policy
from services.disclosure.engine.conditions import is_met
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.hard_bars import bars_on_unencrypted_channels
from services.disclosure.engine.objections import is_objected_to
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import ObligationTemplate
from shared.policy_packs.spans import after


def obligations_of(situation: Situation, cell: Cell, item: Item, permission: Permission) -> Iterator[Obligation]:
    for template in permission.compiled.rule.obligations:
        if _is_due(template, situation, item):
            yield obligation_of(template, situation.day, situation.policy)
    if situation.channel is None:
        # A bar on unencrypted channels becomes an obligation when the caller has not said which it will use.
        for compiled in bars_on_unencrypted_channels(situation, cell, item):
            for template in compiled.rule.obligations:
                yield obligation_of(template, situation.day, situation.policy)


def _is_due(template: ObligationTemplate, situation: Situation, item: Item) -> bool:
    if template.only_over_objection and not is_objected_to(situation, item):
        return False
    return not is_excused(template, situation.stated, item)


def is_excused(template: ObligationTemplate, stated: Circumstances, item: Item) -> bool:
    return bool(template.unless) and all(is_met(one, stated, item) for one in template.unless)


def obligation_of(template: ObligationTemplate, day: date, policy: Policy) -> Obligation:
    deadline = after(day, template.deadline) if template.deadline is not None else None
    return Obligation(template.kind, template.to, deadline, policy.pack.obligations[template.kind].before)
