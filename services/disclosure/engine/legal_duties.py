"""Step 3: what the law orders to be sent; no objection, withdrawal or expiry stops it, and nothing widens it."""

from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.situation import Situation


def duty_for(situation: Situation, cell: Cell, item: Item, restricted: bool) -> Permission | None:
    for compiled in cell.duties:
        rule = compiled.rule
        if restricted and rule.restriction_gate is None:
            continue
        if speaks_of(compiled, situation, item) and conditions_met(rule, situation, item):
            return Permission(compiled)
    return None
