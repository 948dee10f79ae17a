"""What `would_permit_if` names is exact: paste it and the item passes; supply less and it does not."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.disclosure.domain.decision import ItemDecision
from services.disclosure.engine.decide import decide
from shared.policy_packs.rule import FORMS
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.grants import parts_of, passes, passes_by, single_facts
from tests.oracle.pasted import passes_as_pasted, passes_as_sent
from tests.oracle.shipped_policies import shipped_policy
from tests.oracle.smaller import told
from tests.oracle.worlds import World, a_world, a_world_of
from tests.oracle.worlds_for_properties import some_world

chances = st.randoms(use_true_random=True)


def inexact_ways(world: World) -> list[str]:
    """A sentence for each way that does not do what it says."""
    found = []
    decision = decide(world.check, world.state, world.policy, world.at)
    if not all(passes(world, item) for item in decision.narrower_request):
        found.append("the narrower request does not pass")
    for one in decision.items:
        for way in one.would_permit_if:
            if not passes_by(world, one.item, way):
                found.append(f"{one.item.category} does not pass by {way}")
            found += [f"of {way} only {less} is needed" for less in parts_of(way) if passes_by(world, one.item, less)]
    return found


@given(chances)
@settings(max_examples=800, deadline=None)
def test_what_is_named_as_missing_is_just_enough_for_any_pack(chance: Random) -> None:
    world = a_world(chance)
    assert inexact_ways(world) == [], told(world, inexact_ways)


@pytest.mark.parametrize("controller", CONTROLLERS)
@given(chances)
@settings(max_examples=150, deadline=None)
def test_what_is_named_as_missing_is_just_enough_for_every_shipped_pack(controller: str, chance: Random) -> None:
    world = a_world_of(shipped_policy(controller), chance)
    assert inexact_ways(world) == [], told(world, inexact_ways)


def what_cannot_be_pasted(world: World) -> list[str]:
    """A sentence for each way, and each narrower request, that does not pass when it is sent as it stands."""
    decision = decide(world.check, world.state, world.policy, world.at)
    found = [
        f"{one.item.category} does not pass with {way} pasted"
        for one in decision.items
        for way in one.would_permit_if
        if not passes_as_pasted(world, one.item, way)
    ]
    narrower = decision.narrower_request
    return [*found, *(["the narrower request is refused"] if narrower and not passes_as_sent(world, narrower) else [])]


@given(chances)
@settings(max_examples=200, deadline=None)
def test_what_would_permit_can_be_sent_as_it_stands_for_any_pack(chance: Random) -> None:
    world = _sendable(a_world(chance))
    assert what_cannot_be_pasted(world) == [], told(world, what_cannot_be_pasted)


@pytest.mark.parametrize("controller", CONTROLLERS)
@given(chances)
@settings(max_examples=40, deadline=None)
def test_what_would_permit_can_be_sent_as_it_stands_for_every_shipped_pack(controller: str, chance: Random) -> None:
    world = _sendable(a_world_of(shipped_policy(controller), chance))
    assert what_cannot_be_pasted(world) == [], told(world, what_cannot_be_pasted)


def _sendable(world: World) -> World:
    """An attestation as it can be sent says when it was made."""
    said = world.check.attestation
    if said is None or said.at is not None:
        return world
    return replace(world, check=replace(world.check, attestation=replace(said, at=world.at)))


def overlooked_ways(world: World) -> list[str]:
    """A sentence for each item of which nothing is told that only adds, and which one single fact would let pass.

    Where a request that is too broad is refused, an item that would pass is not told of what it is refused with.
    """
    if _is_refused_whole(world):
        return []
    decision = decide(world.check, world.state, world.policy, world.at)
    unexplained = [one.item for one in decision.items if not one.permitted and not _tells_what_only_adds(world, one)]
    return [
        f"{item.category} would pass by {name}: {value}"
        for item in unexplained
        for name, value in single_facts(world, item)
        if name not in world.check.facts and passes_by(world, item, {"fact": {name: value}})
    ]


def _is_refused_whole(world: World) -> bool:
    return world.check.recipient.kind in world.policy.pack.purposes[world.check.purpose].refuse_too_broad


def _tells_what_only_adds(world: World, told: ItemDecision) -> bool:
    """What could be asked for instead adds nothing to what is asked for."""
    added = (way for way in told.would_permit_if if not way.keys() <= {"form", "narrower"})
    return any(world.check.facts.keys().isdisjoint(way.get("fact", ())) for way in added)


def overlooked_requests(world: World) -> list[str]:
    """A sentence for each item that would pass in a form that tells less, or in part, and is not told so."""
    if _is_refused_whole(world):
        return []
    decision = decide(world.check, world.state, world.policy, world.at)
    found = []
    for one in (one for one in decision.items if not one.permitted):
        told = {name for way in one.would_permit_if for name in way}
        less = FORMS[FORMS.index(one.item.form) + 1 :]
        if "form" not in told and any(passes(world, replace(one.item, form=form)) for form in less):
            found.append(f"{one.item.category} would pass in another form")
        narrower = world.pack.categories[one.item.category].narrower
        if "narrower" not in told and any(passes(world, replace(one.item, category=part)) for part in narrower):
            found.append(f"part of {one.item.category} would pass")
    return found


@given(chances)
@settings(max_examples=300, deadline=None)
def test_whatever_smaller_would_pass_in_an_items_place_is_told(chance: Random) -> None:
    world = some_world(chance)
    assert overlooked_requests(world) == [], told(world, overlooked_requests)


@given(chances)
@settings(max_examples=300, deadline=None)
def test_where_nothing_is_named_that_only_adds_no_single_fact_would_do(chance: Random) -> None:
    world = a_world(chance)
    assert overlooked_ways(world) == [], told(world, overlooked_ways)
