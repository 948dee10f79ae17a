"""A whole world to decide in: a pack, a check, what its subject has said, and a moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from services.disclosure.domain.check import Check
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.model import Pack
from shared.policy_packs.reachability import faults_of_reach
from tests.oracle.chance import happens
from tests.oracle.checks import a_check
from tests.oracle.days import a_moment
from tests.oracle.naive_dates import danish_day
from tests.oracle.rules import rules
from tests.oracle.states import a_state
from tests.oracle.words import NAME, words


@dataclass(frozen=True)
class World:
    policy: Policy
    check: Check
    state: SubjectState | None
    at: datetime

    @property
    def pack(self) -> Pack:
        return self.policy.pack


def a_world(chance: Random) -> World:
    """Draw everything, the pack included."""
    at = a_moment(chance)
    return _in_pack(chance, compile_policy(_loadable(a_pack(chance, at))), at)


def a_world_of(policy: Policy, chance: Random) -> World:
    """Draw everything but the pack."""
    return _in_pack(chance, policy, a_moment(chance))


def a_pack(chance: Random, at: datetime) -> Pack:
    return Pack(
        controller="generated",
        version="1",
        digest="sha256:0",
        name=NAME,
        rules=rules(chance, danish_day(at)),
        consent_kinds=(),
        retention=(),
        rights=(),
        **words(chance),
    )


def _loadable(pack: Pack) -> Pack:
    """Without the rules that would keep it from loading, because they could never speak."""
    silent = {rule_id for _, rule_id, _ in faults_of_reach(pack)}
    return replace(pack, rules=tuple(rule for rule in pack.rules if rule.id not in silent))


def _in_pack(chance: Random, policy: Policy, at: datetime) -> World:
    check = a_check(chance, policy.pack, at)
    state = None if happens(chance, 12) else a_state(chance, policy.pack, check, at)
    return World(policy, check, state, at)
