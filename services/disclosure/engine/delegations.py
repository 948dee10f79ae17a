"""Step 6, further: somebody who acts for the subject, or was let in by the subject, and may see exactly this."""

from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.subject_state import Delegation, Part
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import CLOCK_TOLERANCE, conditions_met, speaks_of
from services.disclosure.engine.consents import Word, covers_data, decides_for_the_subject, names_recipient
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.situation import Situation
from shared.policy_packs.ages import age_on
from shared.policy_packs.rule import Rule


def delegations_in_force(situation: Situation, cell: Cell, item: Item, restricted: bool) -> list[Permission]:
    """Return a permission for each rule that a delegation on file carries, by the longest-lived that does."""
    found = []
    for compiled in cell.delegations:
        rule = compiled.rule
        if restricted and rule.restriction_gate is None:
            continue
        if not (speaks_of(compiled, situation, item) and conditions_met(rule, situation, item)):
            continue
        delegation = delegation_under(rule, situation, item)
        if delegation is not None:
            found.append(Permission(compiled, delegation=delegation))
    return found


def delegation_under(rule: Rule, situation: Situation, item: Item) -> Delegation | None:
    """Return the longest-lived delegation on file that is of the rule's kinds and lets this recipient see this item."""
    fitting = [
        one
        for one in situation.delegations
        if one.kind in rule.delegation_kinds and _is_delegated(one, rule, situation, item)
    ]
    return max(fitting, key=lambda one: (one.until or date.max, one.id), default=None)


def _is_delegated(delegation: Delegation, rule: Rule, situation: Situation, item: Item) -> bool:
    return (
        _is_delegate(delegation, situation)
        and _is_in_force(delegation, situation)
        and _may_still_decide(delegation, rule, situation)
        and _covers(delegation.part, situation, item)
    )


def _may_still_decide(delegation: Delegation, rule: Rule, situation: Situation) -> bool:
    """Custody ends when the child is old enough, whoever gave it: only rules of custody name a birthday."""
    authority = "custody" if delegation.kind == "custody" else delegation.authority
    if rule.custody_until is None:
        return decides_for_the_subject(Word(authority, delegation.begins, delegation.subject_role), situation)
    born = situation.check.subject_born
    return born is not None and age_on(situation.day, born) < rule.custody_until


def _is_delegate(delegation: Delegation, situation: Situation) -> bool:
    """A delegation is to one person, so a delegate without an id is nobody."""
    delegate = delegation.delegate
    return delegate.id is not None and names_recipient(delegate, situation)


def _is_in_force(delegation: Delegation, situation: Situation) -> bool:
    ended = delegation.ended_at is not None and delegation.ended_at <= situation.at + CLOCK_TOLERANCE
    begun = delegation.begins_at is None or delegation.begins_at <= situation.at
    return delegation.begins <= situation.day and begun and not ended and _not_over(delegation, situation)


def _covers(part: Part, situation: Situation, item: Item) -> bool:
    """A part of a yes covers what it names; a channel nobody stated is not named."""
    return (
        (part.purposes is None or situation.check.purpose in part.purposes)
        and (part.channels is None or situation.stated.channel in part.channels)
        and (part.recipients is None or any(names_recipient(one, situation) for one in part.recipients))
        and (part.items is None or covers_data(part.items, situation, item))
    )


def _not_over(delegation: Delegation, situation: Situation) -> bool:
    return delegation.until is None or situation.day < delegation.until
