"""Ways to a yes: what somebody could supply, held against the engine's own judgement until nothing in it is idle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.judge import judge
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.suppose import granted

Way = dict[str, Any]

# Where a way leaves a choice, each that it lists will do.
_CHOICES = (("form", None), ("narrower", None), ("attestation", "profession"), ("delegation", "kind"))


def smallest_that_pass(ways: Iterable[Way], situation: Situation, item: Item) -> list[Way]:
    """Of these ways, the smallest by which the item passes, each without what it can do without."""
    for _, alike in groupby(sorted(ways, key=size), key=size):
        passing = [exact for way in alike if (exact := _made_exact(way, situation, item)) is not None]
        if passing:
            least = min(map(size, passing))
            return [way for place, way in enumerate(passing) if size(way) == least and way not in passing[:place]]
    return []


def size(way: Mapping[str, Any]) -> int:
    """How many things somebody would have to supply."""
    return len(way) - 1 + len(way["fact"]) if "fact" in way else len(way)


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Way:
    """Both of two ways at once."""
    both = {**first, **second}
    if "fact" in first and "fact" in second:
        both["fact"] = {**first["fact"], **second["fact"]}
    return both


def _made_exact(way: Way, situation: Situation, item: Item) -> Way | None:
    exact = _with_passing_choices(way, situation, item)
    if exact is None:
        return None
    less = _without_idle_parts(exact, situation, item)
    return less if less is exact else _with_passing_choices(less, situation, item) or exact


def _passes(way: Way, situation: Situation, item: Item) -> bool:
    return isinstance(judge(*granted(situation, item, way)), Permission)


def _with_passing_choices(way: Way, situation: Situation, item: Item) -> Way | None:
    """Only the choices by which the item passes; what the last of them says holds for the way as a whole."""
    open_choices = [(name, inner) for name, inner in _CHOICES if name in way]
    if not open_choices:
        return way if _passes(way, situation, item) else None
    for name, inner in open_choices:
        choices = way[name] if inner is None else way[name][inner]
        tried = [_choosing(way, name, inner, [one]) for one in choices]
        passing = [one for one, chosen in zip(choices, tried, strict=True) if _passes(chosen, situation, item)]
        way = _choosing(way, name, inner, passing or choices)
    return way if passing else None


def _choosing(way: Way, name: str, inner: str | None, choices: Sequence[Any]) -> Way:
    return {**way, name: choices if inner is None else {**way[name], inner: choices}}


def _without_idle_parts(way: Way, situation: Situation, item: Item) -> Way:
    for less in _with_one_thing_less(way):
        if _passes(less, situation, item):
            return _without_idle_parts(less, situation, item)
    return way


def _with_one_thing_less(way: Way) -> Iterator[Way]:
    if size(way) == 1:
        return
    for name, things in way.items():
        others = {other: value for other, value in way.items() if other != name}
        if name == "fact" and len(things) > 1:
            for fact in things:
                yield {**others, name: {one: value for one, value in things.items() if one != fact}}
        else:
            yield others
