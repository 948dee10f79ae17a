"""The policy packs that a process stands on."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shared.policy_packs.load import load_packs
from shared.policy_packs.model import Pack


@cache
def packs_in_force(folder: Path) -> Mapping[str, Pack]:
    """Load every pack in a folder of packs, by controller, or raise PackError.

    Read once in the life of a process: packs are deployed with the service, and changing one is a deployment.
    """
    return MappingProxyType(load_packs(folder))
