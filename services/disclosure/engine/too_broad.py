"""Whole requests: whether one that asks too much is refused as a whole, and which narrower one would pass."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from services.disclosure.domain.check import MOST_ITEMS, Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.narrow import parts_that_pass
from services.disclosure.engine.situation import Situation


def too_broad(situation: Situation, findings: Sequence[Finding]) -> tuple[Sequence[Finding], tuple[Item, ...]]:
    """Deny a request as a whole where the pack wants that of one that asks too much; name what would pass of it.

    Nothing is named where the rest would tell of guarded data that were kept back.

    What the law orders to be sent goes all the same: no request is too broad for a duty.
    """
    if situation.check.recipient.kind not in situation.purpose.refuse_too_broad:
        return findings, ()
    if not any(isinstance(one, Refusal) for one in findings):
        return findings, ()
    tells = _rest_would_tell(situation, findings)
    reason = Reason.REST_WOULD_TELL if tells else Reason.REQUEST_TOO_BROAD
    refused = [_refused(one, reason) if _may_be_refused(one) else one for one in findings]
    return refused, () if tells else _narrower(situation, findings)


def _rest_would_tell(situation: Situation, findings: Sequence[Finding]) -> bool:
    descriptive = situation.policy.pack.descriptive_labels
    return situation.check.recipient.kind in situation.purpose.nothing_narrower and any(
        isinstance(finding, Refusal) and not item.labels <= descriptive
        for item, finding in zip(situation.check.items, findings, strict=True)
    )


def _narrower(situation: Situation, findings: Sequence[Finding]) -> tuple[Item, ...]:
    """The largest request that passes as it stands; none where all of it goes already."""
    pairs = list(zip(situation.check.items, findings, strict=True))
    goes = {item for item, finding in pairs if isinstance(finding, Permission) and not _may_be_refused(finding)}
    passing = dict.fromkeys(part for item, finding in pairs for part in _parts(situation, item, finding))
    return () if passing.keys() <= goes else tuple(passing)[:MOST_ITEMS]


def _parts(situation: Situation, item: Item, finding: Finding) -> Iterator[Item]:
    if isinstance(finding, Permission):
        yield item
    else:
        yield from parts_that_pass(situation, item)


def _may_be_refused(finding: Finding) -> TypeGuard[Permission]:
    return isinstance(finding, Permission) and finding.compiled.rule.step != "duty"


def _refused(permission: Permission, reason: Reason) -> Refusal:
    return Refusal(reason, permission.compiled.rule.law)
