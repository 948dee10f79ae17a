"""Asks engine and oracle about very many worlds, half of them of generated packs; see `make oracle`."""

import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from random import Random

from rich.console import Console

from tests.oracle.agreement import differences
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.shipped_policies import shipped_policy
from tests.oracle.smaller import told
from tests.oracle.test_ways import inexact_ways, overlooked_requests, overlooked_ways
from tests.oracle.worlds import World, a_world, a_world_of
from tests.oracle.worlds_for_properties import decided

_BATCH = 500
_MOST_TOLD = 3
_COMPLAINTS = (differences, inexact_ways, overlooked_ways, overlooked_requests)


def main() -> int:
    """Print which worlds were tried, how their items fared, and the first few in which something is wrong."""
    worlds = int(os.environ.get("WORLDS", "200000"))
    first = int(os.environ.get("FIRST", secrets.randbelow(10**9)))
    workers = int(os.environ.get("WORKERS", "1"))
    begun = time.monotonic()
    fared: Counter[str] = Counter()
    wrong: list[str] = []
    with Pool(workers) as pool:
        for found, sentences in pool.imap_unordered(_try, range(first, first + worlds, _BATCH)):
            fared += found
            wrong += sentences
    say = Console(soft_wrap=True, highlight=False, markup=False).print
    took = time.monotonic() - begun
    say(f"{worlds} worlds from seed {first} in {took:.0f} s with {workers} at work; {len(wrong)} are wrong")
    say(f"{sum(fared.values())} items: " + ", ".join(f"{count} {how}" for how, count in fared.most_common()))
    say("\n\n".join(wrong[:_MOST_TOLD]))
    return 1 if wrong else 0


def _try(first: int) -> tuple[Counter[str], list[str]]:
    fared: Counter[str] = Counter()
    wrong: list[str] = []
    for seed, world in _worlds(first):
        for one in decided(world).items:
            fared[one.reason or f"permitted by {_step_of(world, str(one.rule))}"] += 1
        wrong += [f"seed {seed}:\n{told(world, one)}" for one in _COMPLAINTS if one(world)]
    return fared, wrong


def _worlds(first: int) -> Iterator[tuple[int, World]]:
    """One seed in two makes a generated pack; the others go round the shipped ones."""
    for seed in range(first, first + _BATCH):
        if seed % 2:
            yield seed, a_world(Random(seed))
        else:
            controller = CONTROLLERS[seed // 2 % len(CONTROLLERS)]
            yield seed, a_world_of(shipped_policy(controller), Random(seed))


def _step_of(world: World, rule_id: str) -> str:
    return next(rule.step for rule in world.pack.rules if rule.id == rule_id)


if __name__ == "__main__":
    sys.exit(main())
