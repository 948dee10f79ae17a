"""What of an item would pass where the whole of it does not: narrower categories, and shorter periods."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from services.disclosure.domain.check import Item
from services.disclosure.domain.period import Period
from services.disclosure.domain.subject_state import ItemScope
from services.disclosure.engine.judge import passes
from services.disclosure.engine.situation import Situation
from shared.policy_packs.reachable import reachable

_ALWAYS = Period(date.min, date.max)
_MOST_CUTS = 24
"""Days at which a period is cut, at most: a file with more of them must not make a check slow."""


def parts_that_pass(situation: Situation, item: Item) -> list[Item]:
    """Return the largest parts of the item that pass, none of them inside another."""
    cuts = _cuts(situation, item)
    within = _categories_within(situation, item.category)
    largest: list[Item] = []
    for part in (part for one in within for part in _in_time(situation, replace(item, category=one), cuts)):
        if not any(_lies_in(part, other, situation) for other in largest):
            largest = [*(one for one in largest if not _lies_in(one, part, situation)), part]
    return largest


def _categories_within(situation: Situation, category: str) -> list[str]:
    """The category and every one that stands under it, however deep."""
    categories = situation.policy.pack.categories
    return reachable([category], lambda one: categories[one].narrower)


def _lies_in(part: Item, other: Item, situation: Situation) -> bool:
    return part.category in _categories_within(situation, other.category) and (other.period or _ALWAYS).contains(
        part.period or _ALWAYS
    )


def _in_time(situation: Situation, item: Item, cuts: list[date]) -> Iterator[Item]:
    """The longest periods in which the item passes; what passes for a time passes for every part of that time."""
    if passes(situation, item):
        yield item
        return
    reached = 0
    for place, begins in enumerate(cuts[:-1]):
        longest = None
        for end in range(max(reached, place) + 1, len(cuts)):
            part = replace(item, period=Period(begins, cuts[end]))
            if not passes(situation, part):
                break
            reached, longest = end, part
        if longest is not None:
            yield longest


def _cuts(situation: Situation, item: Item) -> list[date]:
    """The ends of the item's time, and every day between at which what the subject has said begins or ends."""
    whole = item.period or _ALWAYS
    named = {day for scope in _scopes(situation) if scope.period is not None for day in scope.period}
    inside = sorted(day for day in named if whole.begins < day < whole.ends)
    return [whole.begins, *islice(inside, _MOST_CUTS), whole.ends] if inside else []


def _scopes(situation: Situation) -> Iterator[ItemScope]:
    for weighed in situation.weighed:
        yield from weighed.consent.scope.items
        for withdrawal in weighed.consent.withdrawals:
            yield from withdrawal.part.items or ()
    for part in (*(one.part for one in situation.objections), *(one.part for one in situation.delegations)):
        yield from part.items or ()
