"""Worlds of generated and of shipped packs alike, and what is permitted in them."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from services.disclosure.domain.decision import Decision
from services.disclosure.engine.decide import decide
from tests.oracle.chance import happens
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.shipped_policies import shipped_policy
from tests.oracle.states import a_state
from tests.oracle.worlds import World, a_world, a_world_of

chances = st.randoms(use_true_random=True)


def some_world(chance: Random, *, with_state: bool = False) -> World:
    """Draw a world of a shipped pack or of a generated one."""
    shipped = happens(chance, 2)
    world = a_world_of(shipped_policy(chance.choice(CONTROLLERS)), chance) if shipped else a_world(chance)
    if with_state and world.state is None:
        return replace(world, state=a_state(chance, world.pack, world.check, world.at))
    return world


def decided(world: World) -> Decision:
    return decide(world.check, world.state, world.policy, world.at)


def permitted(world: World) -> set[int]:
    """The places of the items that pass."""
    return {place for place, one in enumerate(decided(world).items) if one.permitted}


def told_apart(first: World, second: World) -> str:
    """Two worlds and what passes in each, so that a failure can be read."""
    named = {rule for world in (first, second) for one in decided(world).items for rule in (one.rule, *one.also)}
    rules = [f"rule: {rule}" for rule in second.pack.rules if rule.id in named]
    told = [f"{permitted(one)} at {one.at}: {one.check}\n{one.state}" for one in (first, second)]
    return "\n".join([*told, *rules])
