"""What the caller must do because of what was permitted."""

from collections.abc import Iterator
from datetime import timedelta

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import Obligation
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.objections import refusal_by_subject
from services.disclosure.engine.situation import Situation
from shared.policy_packs.model import ObligationTemplate


def obligations_of(situation: Situation, cell: Cell, item: Item, permission: Permission) -> Iterator[Obligation]:
    for template in permission.compiled.rule.obligations:
        if not template.only_over_objection or refusal_by_subject(situation, item) is not None:
            yield _obligation(template, situation)
    if situation.channel is None:
        yield from _for_unstated_channel(situation, cell, item)


def _for_unstated_channel(situation: Situation, cell: Cell, item: Item) -> Iterator[Obligation]:
    """A bar on unencrypted channels becomes an obligation when the caller has not said which it will use."""
    for compiled in cell.bars:
        if compiled.rule.unencrypted and speaks_of(compiled, situation, item):
            yield from (_obligation(template, situation) for template in compiled.rule.obligations)


def _obligation(template: ObligationTemplate, situation: Situation) -> Obligation:
    days = template.deadline_days
    deadline = situation.day + timedelta(days=days) if days is not None else None
    return Obligation(template.kind, template.to, deadline)
