"""The policies of the packs that are shipped, each compiled once per process."""

from functools import cache

from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.load import PACKS_FOLDER, load_pack


@cache
def shipped_policy(controller: str) -> Policy:
    return compile_policy(load_pack(PACKS_FOLDER / controller))
