"""Ways to a yes: what somebody could supply, held against the engine's own judgement until nothing in it is idle."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.engine.fewest import fewest, only_adds
from services.disclosure.engine.judge import passes
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.suppose import granted

Way = dict[str, Any]


def smallest_that_pass(ways: Iterable[Way], situation: Situation, item: Item) -> list[Way]:
    """Of these ways, the smallest by which the item passes, each without what it can do without.

    Where each of these states otherwise what is stated already, the smallest that only add are told with them.
    """
    tried = sorted(ways, key=size)
    if len(tried) <= 1:
        return _that_pass(tried, situation, item)
    passing: list[Way] = []
    for _, alike in groupby(tried, key=size):
        passing += _that_pass(alike, situation, item)
        if any(_only_adds(way, situation) for way in passing):
            break
    told = fewest(passing, size, lambda way: _only_adds(way, situation))
    return [way for place, way in enumerate(told) if way not in told[:place]]


def size(way: Mapping[str, Any]) -> int:
    """How many things somebody would have to supply."""
    return len(way) - 1 + len(way["fact"]) if "fact" in way else len(way)


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Way:
    """Both of two ways at once."""
    both = {**first, **second}
    if "fact" in first and "fact" in second:
        both["fact"] = {**first["fact"], **second["fact"]}
    return both


def _only_adds(way: Way, situation: Situation) -> bool:
    return only_adds(way.get("fact", {}), situation)


def _that_pass(ways: Iterable[Way], situation: Situation, item: Item) -> list[Way]:
    return [exact for way in ways if (exact := _made_exact(way, situation, item)) is not None]


def _made_exact(way: Way, situation: Situation, item: Item) -> Way | None:
    exact = _as_it_passes(way, situation, item)
    if exact is None:
        return None
    less = _without_idle_parts(exact, situation, item)
    return less if less is exact else _as_it_passes(less, situation, item)


def _as_it_passes(way: Way, situation: Situation, item: Item) -> Way | None:
    """The way, of narrower items only with those that pass by it; None where it leads nowhere."""
    if "narrower" not in way:
        return way if _passes(way, situation, item) else None
    passing = [one for one in way["narrower"] if _passes({**way, "narrower": [one]}, situation, item)]
    return {**way, "narrower": passing} if passing else None


def _passes(way: Way, situation: Situation, item: Item) -> bool:
    return passes(*granted(situation, item, way))


def _without_idle_parts(way: Way, situation: Situation, item: Item) -> Way:
    if size(way) == 1:
        return way
    for less in _with_one_thing_less(way):
        if _passes(less, situation, item):
            return _without_idle_parts(less, situation, item)
    return way


def _with_one_thing_less(way: Way) -> Iterator[Way]:
    for name, things in way.items():
        others = {other: value for other, value in way.items() if other != name}
        if name == "fact" and len(things) > 1:
            for fact in things:
                yield {**others, name: {one: value for one, value in things.items() if one != fact}}
        else:
            yield others
