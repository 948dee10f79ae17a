"""Goes through every order in which the processes can take their steps, the shortest first."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from tests.protocol.consent_side import (
    Move,
    moves_of_broker,
    moves_of_consent,
    moves_of_projector,
    moves_of_relay,
)
from tests.protocol.gate_side import moves_of_gate, without_hope
from tests.protocol.world import NEVER, Gate, Rule, Setting, World, beginning


class Found(NamedTuple):
    """How many different worlds there are, and a shortest way to one in which withdrawal lost, if there is any."""

    worlds: int
    trace: list[str]


def search(setting: Setting) -> Found:
    """Visit every world that can come about; stop at the first in which a permit came too late."""
    start = beginning(setting)
    came_from: dict[World, tuple[World, str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        world = waiting.popleft()
        for what, after in _moves(world, setting):
            if after not in came_from:
                came_from[after] = (world, what)
                waiting.append(after)
                if after.violated:
                    return Found(len(came_from), _trace(after, came_from))
    return Found(len(came_from), [])


def _moves(world: World, setting: Setting) -> Iterator[Move]:
    if world.now < setting.end:
        yield f"it is {world.now + 1}", _later(world, setting)
    yield from moves_of_consent(world, setting)
    yield from moves_of_relay(world, setting)
    yield from moves_of_broker(world, setting)
    yield from moves_of_projector(world, setting)
    for place in range(len(world.gates)):
        yield from moves_of_gate(place, world, setting)


def _later(world: World, setting: Setting) -> World:
    """One tick on. What can no longer make a difference is forgotten, so that worlds alike are one."""
    now = world.now + 1
    stale = world.heartbeat + setting.lease <= now + min(setting.skews) and setting.keeps(Rule.LEASE)
    gates = tuple(
        Gate() if without_hope(gate, now + skew, now, setting) else gate
        for gate, skew in zip(world.gates, setting.skews, strict=True)
    )
    return world._replace(now=now, heartbeat=NEVER if stale else world.heartbeat, gates=gates)


def _trace(world: World, came_from: dict[World, tuple[World, str] | None]) -> list[str]:
    steps = []
    while (before := came_from[world]) is not None:
        world, what = before
        steps.append(what)
    return steps[::-1]
