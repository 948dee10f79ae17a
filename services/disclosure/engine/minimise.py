"""Step 9: only what the purpose can need leaves the house, even when consented."""

from services.disclosure.engine.compile import Cell
from services.disclosure.engine.finding import Permission


def only_if_needed(cell: Cell, permission: Permission | None) -> Permission | None:
    return permission if cell.needed else None
