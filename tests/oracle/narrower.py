"""The oracle's narrower request: every part of an item is tried, and of those that pass the largest are kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.period import Period
from services.disclosure.domain.subject_state import ItemScope
from tests.oracle.answer import verdict
from tests.oracle.question import Question


def largest_parts(asked: Question) -> set[Item]:
    """The item itself where it passes; else whatever of it passes and lies in nothing else of it that passes."""
    if verdict(asked).permitted:
        return {asked.item}
    passing = {one for one in _parts(asked) if verdict(replace(asked, item=one)).permitted}
    return {one for one in passing if not any(other != one and _is_part(one, other, asked) for other in passing)}


def _parts(asked: Question) -> Iterator[Item]:
    begins, ends = _time(asked.item)
    named = {day for scope in _scopes(asked) if scope.period for day in scope.period}
    days = sorted({begins, ends, *(day for day in named if begins < day < ends)})
    for category in _under(asked, asked.item.category):
        yield replace(asked.item, category=category)
        for place, first in enumerate(days):
            for last in days[place + 1 :]:
                if (first, last) != (begins, ends):
                    yield replace(asked.item, category=category, period=Period(first, last))


def _under(asked: Question, category: str) -> set[str]:
    narrower = asked.pack.categories[category].narrower
    return {category, *(deeper for one in narrower for deeper in _under(asked, one))}


def _is_part(one: Item, other: Item, asked: Question) -> bool:
    (begins, ends), (earliest, latest) = _time(one), _time(other)
    return one.category in _under(asked, other.category) and earliest <= begins and ends <= latest


def _time(item: Item) -> tuple[date, date]:
    return item.period or (date.min, date.max)


def _scopes(asked: Question) -> Iterator[ItemScope]:
    if asked.state is None:
        return
    for consent in asked.state.consents:
        yield from consent.scope.items
        for withdrawal in consent.withdrawals:
            yield from withdrawal.part.items or ()
    for no in asked.state.objections:
        yield from no.part.items or ()
    for delegation in asked.state.delegations:
        yield from delegation.part.items or ()
