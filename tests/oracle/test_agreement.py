"""The engine and the oracle, written apart from each other, give the same answers. `make oracle` asks many more."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.agreement import differences
from tests.oracle.controllers import CONTROLLERS
from tests.oracle.shipped_policies import shipped_policy
from tests.oracle.smaller import told
from tests.oracle.worlds import a_world, a_world_of

chances = st.randoms(use_true_random=True)


@given(chances)
@settings(max_examples=2_000, deadline=None)
def test_engine_and_oracle_agree_about_any_pack(chance: Random) -> None:
    world = a_world(chance)
    assert differences(world) == [], told(world, differences)


@pytest.mark.parametrize("controller", CONTROLLERS)
@given(chances)
@settings(max_examples=300, deadline=None)
def test_engine_and_oracle_agree_about_every_shipped_pack(controller: str, chance: Random) -> None:
    world = a_world_of(shipped_policy(controller), chance)
    assert differences(world) == [], told(world, differences)
