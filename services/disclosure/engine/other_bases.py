"""Step 7: another basis in law, when every fact it asks for is stated."""

from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.situation import Situation


def other_basis(
    situation: Situation, cell: Cell, item: Item, *, restricted: bool, despite_refusal: bool
) -> Permission | None:
    for compiled in cell.bases:
        rule = compiled.rule
        if restricted and rule.restriction_gate is None:
            continue
        if despite_refusal and not rule.stands_against_refusal:
            continue
        if speaks_of(compiled, situation, item) and conditions_met(rule, situation):
            return Permission(compiled)
    return None
