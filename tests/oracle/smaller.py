"""Makes a world in which something is wrong as small as it can be with the same thing wrong, so that it can be read."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import compile_policy
from tests.oracle.worlds import World

Complaint = Callable[[World], list[str]]


def told(world: World, wrong: Complaint) -> str:
    """What is wrong with a world, made smaller first."""
    small = smaller(world, wrong)
    said = [f"rule: {rule}" for rule in small.pack.rules]
    return "\n".join([*wrong(small), *said, f"check: {small.check}", f"state: {small.state}", f"at: {small.at}"])


def smaller(world: World, wrong: Complaint) -> World:
    for one in _steps(world):
        if wrong(one):
            return smaller(one, wrong)
    return world


def _steps(world: World) -> Iterator[World]:
    """The world with one thing less in it."""
    yield from _with_fewer_rules(world)
    check = world.check
    if len(check.items) > 1:
        for place in range(len(check.items)):
            items = check.items[:place] + check.items[place + 1 :]
            yield replace(world, check=replace(check, items=items))
    for name in check.facts:
        facts = {one: value for one, value in check.facts.items() if one != name}
        yield replace(world, check=replace(check, facts=facts))
    for part in ("attestation", "subject_born"):
        if getattr(check, part) is not None:
            yield replace(world, check=replace(check, **{part: None}))
    if world.state is not None:
        for state in _smaller_states(world.state):
            yield replace(world, state=state)


def _with_fewer_rules(world: World) -> Iterator[World]:
    rules = world.pack.rules
    for size in (len(rules) // 2, 1):
        for start in range(0, len(rules) if size else 0, size or 1):
            fewer = replace(world.pack, rules=rules[:start] + rules[start + size :])
            yield replace(world, policy=compile_policy(fewer))


def _smaller_states(state: SubjectState) -> Iterator[SubjectState]:
    for name in ("consents", "objections", "delegations"):
        things = getattr(state, name)
        for place in range(len(things)):
            yield replace(state, **{name: things[:place] + things[place + 1 :]})
