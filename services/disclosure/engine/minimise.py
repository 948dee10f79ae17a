"""Step 9: only what the purpose can need leaves the house, even when consented."""

from collections.abc import Sequence
from typing import TypeGuard

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.situation import Situation


def only_if_needed(cell: Cell, permission: Permission | None) -> Permission | None:
    return permission if cell.needed else None


def too_broad(situation: Situation, findings: Sequence[Finding]) -> tuple[Sequence[Finding], tuple[Item, ...]]:
    """Deny a request as a whole where the pack wants that of one that asks too much; name the part that would pass.

    What the law orders to be sent goes all the same: no request is too broad for a duty.
    """
    check = situation.check
    if check.recipient.kind not in situation.purpose.refuse_too_broad:
        return findings, ()
    if not any(isinstance(one, Refusal) for one in findings) or not any(map(_may_be_refused, findings)):
        return findings, ()
    pairs = zip(check.items, findings, strict=True)
    passing = tuple(item for item, finding in pairs if isinstance(finding, Permission))
    return [_refused(one) if _may_be_refused(one) else one for one in findings], passing


def _may_be_refused(finding: Finding) -> TypeGuard[Permission]:
    return isinstance(finding, Permission) and finding.compiled.rule.step != "duty"


def _refused(permission: Permission) -> Refusal:
    return Refusal(Reason.REQUEST_TOO_BROAD, permission.compiled.rule.law)
