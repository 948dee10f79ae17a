"""What must notice a change of the engine: the oracle, the cases and the unit tests, the quickest first."""

from random import Random

import pytest

from tests.mutants.judge_code import REPOSITORY
from tests.mutants.judge_packs import PackOnTrial
from tests.oracle.agreement import differences
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.test_ways import inexact_ways
from tests.oracle.worlds import a_world

_WORLDS = 500
# None of these throws dice, so that a mutant is noticed each time or never.
_UNIT_TESTS = ("tests/unit/disclosure/engine", "tests/unit/disclosure/test_decide.py")


def first_that_notices() -> str | None:
    if _a_world_differs():
        return "oracle"
    if any(PackOnTrial(controller).misses() for controller in CONTROLLERS):
        return "cases"
    quietly = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "--assert=plain"]
    return "unit tests" if pytest.main([*quietly, *(str(REPOSITORY / path) for path in _UNIT_TESTS)]) else None


def _a_world_differs() -> bool:
    for seed in range(_WORLDS):
        world = a_world(Random(seed))
        if differences(world) or inexact_ways(world):
            return True
    return False
