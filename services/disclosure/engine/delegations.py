"""Step 6, further: somebody who acts for the subject, or was let in by the subject, and may see exactly this."""

from collections.abc import Iterator

from services.disclosure.domain.check import Item
from services.disclosure.domain.subject_state import Delegation, Objection, Part
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import CLOCK_TOLERANCE, conditions_met, speaks_of
from services.disclosure.engine.consents import covers_data, decides_for_the_subject
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.situation import Situation


def delegations_in_force(
    situation: Situation, cell: Cell, item: Item, restriction: Objection | None
) -> Iterator[Permission]:
    if not cell.delegations or situation.state is None or not situation.state.delegations:
        return
    for compiled in cell.delegations:
        rule = compiled.rule
        if restriction is not None and rule.restriction_gate is None:
            continue
        if not (speaks_of(compiled, situation, item) and conditions_met(rule, situation, item)):
            continue
        for delegation in situation.state.delegations:
            if delegation.kind in rule.delegation_kinds and is_delegated(delegation, situation, item):
                yield Permission(compiled, delegation=delegation, lapses=delegation.until)


def is_delegated(delegation: Delegation, situation: Situation, item: Item) -> bool:
    return (
        _is_delegate(delegation, situation)
        and _is_in_force(delegation, situation)
        and decides_for_the_subject(delegation.authority, situation, delegation.begins)
        and _covers(delegation.part, situation, item)
    )


def _is_delegate(delegation: Delegation, situation: Situation) -> bool:
    """A delegation is to one person, so a delegate without an id is nobody."""
    recipient, delegate = situation.check.recipient, delegation.delegate
    return delegate.kind == recipient.kind and delegate.id is not None and delegate.id == recipient.id


def _is_in_force(delegation: Delegation, situation: Situation) -> bool:
    ended = delegation.ended_at is not None and delegation.ended_at <= situation.at + CLOCK_TOLERANCE
    return delegation.begins <= situation.day and not ended and _not_over(delegation, situation)


def _covers(part: Part, situation: Situation, item: Item) -> bool:
    return (part.purposes is None or situation.check.purpose in part.purposes) and (
        part.items is None or covers_data(part.items, item)
    )


def _not_over(delegation: Delegation, situation: Situation) -> bool:
    return delegation.until is None or situation.day < delegation.until
