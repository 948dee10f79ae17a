"""The policies of the packs that are shipped, each compiled once per process."""

from functools import cache

from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER


@cache
def shipped_policy(controller: str) -> Policy:
    return compile_policy(packs_in_force(PACKS_FOLDER)[controller])
