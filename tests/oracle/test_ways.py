"""What `would_permit_if` names is exact: supply it and the item passes; supply less and it does not."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.disclosure.engine.decide import decide
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.grants import parts_of, passes, passes_by, without
from tests.oracle.shipped_policies import shipped_policy
from tests.oracle.smaller import told
from tests.oracle.worlds import World, a_world, a_world_of

chances = st.randoms(use_true_random=True)


def inexact_ways(world: World) -> list[str]:
    """A sentence for each way that does not do what it says."""
    found = []
    decision = decide(world.check, world.state, world.policy, world.at)
    for one in decision.items:
        for way in one.would_permit_if:
            if "without" in way:
                fewer = without(world.check.items, way)
                if not fewer or not all(passes(world, item) for item in fewer):
                    found.append(f"without {way['without']} the rest does not pass")
                continue
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
