"""Supplies just what `would_permit_if` names, as a machine would that pastes it, or only a part of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from services.disclosure.domain.check import Check, Item, check_from, item_from
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.decide import decide
from services.disclosure.use_cases.given_state import given_state
from shared.policy_packs.rule import FactValue
from tests.oracle.naive_dates import danish_day
from tests.oracle.worlds import World

Way = Mapping[str, Any]

ANY_CHECK = {"controller": "", "recipient": {"kind": ""}, "purpose": "", "items": []}


def passes(world: World, item: Item) -> bool:
    """Whether the item passes when it is asked for alone."""
    check = replace(world.check, items=(item,))
    return decide(check, world.state, world.policy, world.at).items[0].permitted


def passes_by(world: World, item: Item, way: Way) -> bool:
    """Whether it passes once this is pasted where it belongs, literally as it stands."""
    supplied = replace(world, check=_check_with(world.check, way), state=_state_with(world, way))
    return all(passes(supplied, one) for one in _items_with(item, way))


def parts_of(way: Way) -> Iterator[Way]:
    """Every part of a way that is not the whole of it, nothing at all included; each fact is a thing of its own."""
    things = [(name, value) for name, value in way.items() if name != "fact"]
    things += [("fact", stated) for stated in way.get("fact", {}).items()]
    for size in range(len(things)):
        for chosen in combinations(things, size):
            facts = dict(stated for name, stated in chosen if name == "fact")
            yield {name: value for name, value in (*chosen, ("fact", facts)) if name != "fact" or value is facts}


def single_facts(world: World, item: Item) -> Iterator[tuple[str, FactValue]]:
    """Every fact of the pack, with the values that somebody might state of it on the day."""
    day = danish_day(world.at).isoformat()
    texts = (item.course, world.check.recipient.id, "a reference")
    for name, fact in world.policy.pack.facts.items():
        values: dict[str, Iterable[FactValue]] = {
            "boolean": (True, False),
            "code": fact.values,
            "date": (day,),
            "text": (text for text in texts if text),
            "categories": ((item.category,),),
        }
        yield from ((name, value) for value in values[fact.fact_type])


def _check_with(check: Check, way: Way) -> Check:
    said = {name: way[name] for name in ("attestation", "channel") if name in way}
    pasted = check_from({**ANY_CHECK, **said, "facts": {**check.facts, **way.get("fact", {})}})
    supplied = replace(check, facts=pasted.facts)
    return replace(supplied, **{name: getattr(pasted, name) for name in said})


def _items_with(item: Item, way: Way) -> list[Item]:
    if "narrower" in way:
        return [item_from(one) for one in way["narrower"]]
    return [replace(item, form=way.get("form", item.form))]


def _state_with(world: World, way: Way) -> SubjectState | None:
    """What is given is read as a case or a draft would be."""
    state = world.state
    if state is None:
        return None
    more = given_state({f"{name}s": [way[name]] for name in ("consent", "delegation") if name in way})
    return replace(state, consents=state.consents + more.consents, delegations=state.delegations + more.delegations)
