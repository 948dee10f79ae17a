"""Step 7: another basis in law, when every fact it asks for is stated."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.declarations import is_taken_back
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.situation import Situation


def other_bases(situation: Situation, cell: Cell, item: Item, restricted: bool) -> list[Permission]:
    return [Permission(compiled) for compiled in cell.bases if _carries(compiled, situation, item, restricted)]


def is_suspended_by_objection(permission: Permission, item: Item) -> bool:
    """Whether an objection under article 21(1) GDPR, once raised, stops what this permission rests on."""
    compiled = permission.compiled
    return item.category in compiled.open_to_objection and not compiled.rule.stands_against_refusal


def basis_despite_refusal(
    situation: Situation, cell: Cell, item: Item, restricted: bool, no: Refusal | None
) -> Permission | None:
    """Some bases stand although the subject refuses; none stands against an objection to marketing."""
    if no is not None and no.reason == Reason.MARKETING_OBJECTION:
        return None
    for permission in other_bases(situation, cell, item, restricted):
        if permission.compiled.rule.stands_against_refusal:
            return permission
    return None


def _carries(compiled: CompiledRule, situation: Situation, item: Item, restricted: bool) -> bool:
    if restricted and compiled.rule.restriction_gate is None:
        return False
    return (
        speaks_of(compiled, situation, item)
        and conditions_met(compiled.rule, situation, item)
        and not is_taken_back(compiled.rule, situation, item)
    )
