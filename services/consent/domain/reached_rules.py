"""Which rules of a pack can speak of a part of what could pass, and what of each lies in that part."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from services.consent.domain.reached_parts import as_reached
from services.consent.domain.scope import ANY_CATEGORY, Part, Recipient
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


@dataclass(frozen=True, slots=True)
class ReachedRule:
    """A rule and the words of its own that lie in the part; there is one of each at least."""

    rule: Rule
    recipient_kinds: frozenset[str]
    purposes: frozenset[str]
    categories: frozenset[str]


def rules_reached(part: Part, purposes: Collection[str], pack: Pack, day: date) -> Iterator[ReachedRule]:
    """Give the rules in force on a day that reach the part for any of these purposes, in the pack's order.

    A no to a kind of recipient reaches the kinds that lie within it.
    """
    reached = as_reached(part, pack)
    categories = None if reached.items is None else {one.category for one in reached.items}
    if categories is not None and ANY_CATEGORY in categories:
        categories = None
    for rule in pack.rules:
        found = ReachedRule(
            rule,
            frozenset(one for one in rule.recipient_kinds if _names(reached.recipients, one, rule, pack)),
            rule.purposes & (frozenset(purposes) if part.purposes is None else frozenset(part.purposes) & {*purposes}),
            rule.categories if categories is None else rule.categories & categories,
        )
        if rule.is_in_force(day) and _goes_by(part.channels, rule) and _all(found):
            yield found


def _goes_by(channels: tuple[str, ...] | None, rule: Rule) -> bool:
    return channels is None or not rule.channels or not rule.channels.isdisjoint(channels)


def _all(found: ReachedRule) -> bool:
    return bool(found.recipient_kinds and found.purposes and found.categories)


def _names(recipients: tuple[Recipient, ...] | None, kind: str, rule: Rule, pack: Pack) -> bool:
    if recipients is None:
        return True
    lineage = pack.lineage_of(kind)
    return any(
        one.kind in lineage and (one.id is None or not rule.recipient_ids or one.id in rule.recipient_ids)
        for one in recipients
    )
