"""A policy compiled from the Aleris pack, once per worker."""

from pathlib import Path

import pytest

from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.load import load_pack

ALERIS = Path(__file__).parents[3] / "shared" / "policy_packs" / "aleris"


@pytest.fixture(scope="session")
def policy() -> Policy:
    return compile_policy(load_pack(ALERIS))
