"""Supplies just what `would_permit_if` names, as a clerk would who takes it literally, or only a part of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from services.disclosure.domain.check import Attestation, Check, Item
from services.disclosure.domain.subject_state import SubjectState, subject_state_from
from services.disclosure.engine.decide import decide
from shared.policy_packs.rule import FactValue
from tests.oracle.naive_dates import danish_day
from tests.oracle.worlds import World

Way = Mapping[str, Any]


def passes(world: World, item: Item) -> bool:
    """Whether the item passes when it is asked for alone."""
    check = replace(world.check, items=(item,))
    return decide(check, world.state, world.policy, world.at).items[0].permitted


def passes_by(world: World, item: Item, way: Way) -> bool:
    """Whether it passes once this is supplied; of what is offered as a choice, each will do."""
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
    supplied = replace(check, facts={**check.facts, **way.get("fact", {})})
    if "attestation" in way:
        profession = way["attestation"]["profession"][-1]
        necessary = way["attestation"]["necessary"]
        supplied = replace(supplied, attestation=Attestation("Dr. Jensen", profession, None, necessary))
    return replace(supplied, channel=way.get("channel", supplied.channel))


def _items_with(item: Item, way: Way) -> list[Item]:
    forms, categories = way.get("form", [item.form]), way.get("narrower", [item.category])
    return [replace(item, form=form, category=category) for form in forms for category in categories]


def _state_with(world: World, way: Way) -> SubjectState | None:
    """Consents and delegations are read from documents, in the shape of the HTTP API."""
    state = world.state
    if state is None:
        return None
    given = {
        "version": state.version,
        "consents": [_consent(way["consent"], world)] if "consent" in way else [],
        "objections": [],
        "delegations": [_delegation(way["delegation"], world)] if "delegation" in way else [],
    }
    more = subject_state_from(given)
    return replace(state, consents=state.consents + more.consents, delegations=state.delegations + more.delegations)


def _consent(wanted: Way, world: World) -> dict[str, Any]:
    return {
        "id": "new",
        "given_at": world.at.isoformat(),
        "given_by": wanted.get("given_by", {"authority": "self"}),
        "form": "written" if wanted["form"] == "written" else "oral",
        "expression": wanted.get("expression", "ordinary"),
        "scope": {name: wanted[name] for name in ("recipients", "purposes", "items")},
    }


def _delegation(wanted: Way, world: World) -> dict[str, Any]:
    return {
        "id": "new",
        "kind": wanted["kind"][-1],
        "delegate": wanted["delegate"],
        "given_by": wanted.get("given_by", {"authority": "self"}),
        "from": danish_day(world.at).isoformat(),
        "part": {"items": wanted["items"]},
    }
