"""Step 9: only what the purpose can need leaves the house, even when consented."""

from collections.abc import Sequence

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import item_document
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.situation import Situation

Finding = Permission | Refusal


def only_if_needed(cell: Cell, permission: Permission | None) -> Permission | None:
    return permission if cell.needed else None


def too_broad(situation: Situation, findings: Sequence[Finding]) -> tuple[Sequence[Finding], tuple[Item, ...]]:
    """Deny a request as a whole where the pack wants that of one that asks too much; name the part that would pass."""
    check = situation.check
    pairs = list(zip(check.items, findings, strict=True))
    passing = tuple(item for item, finding in pairs if isinstance(finding, Permission))
    if check.recipient.kind not in situation.purpose.refuse_too_broad or len(passing) in (0, len(pairs)):
        return findings, ()
    without = [item_document(item) for item, finding in pairs if isinstance(finding, Refusal)]
    refused = [
        Refusal(Reason.REQUEST_TOO_BROAD, one.compiled.rule.law, would_permit_if=({"without": without},))
        if isinstance(one, Permission)
        else one
        for one in findings
    ]
    return refused, passing
