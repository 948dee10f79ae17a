"""A policy compiled from the Aleris pack, once per worker."""

import pytest

from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER


@pytest.fixture(scope="session")
def policy() -> Policy:
    return compile_policy(packs_in_force(PACKS_FOLDER)["aleris"])
