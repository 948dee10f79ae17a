"""The bare engine: no HTTP, no database."""

import timeit
from datetime import UTC, datetime

from services.disclosure.domain.check import check_from
from services.disclosure.domain.subject_state import subject_state_from
from services.disclosure.engine.compile import compile_policy
from services.disclosure.engine.decide import decide
from shared.policy_packs.load import PACKS_FOLDER, load_packs
from tests.bench.world import state_of
from tests.journeys.client import a_check

TIMES = 2_000
REPEATS = 7


def engine_microseconds_per_item() -> float:
    """Return the cost of one item, half of them permitted by a consent and half denied with an explanation."""
    policy = compile_policy(load_packs(PACKS_FOLDER)["aleris"])
    check = check_from(a_check({"reference": "k1.x"}, ["dx", "notes", "proc", "img"]))
    state = subject_state_from(state_of("k1.x"))
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    fastest = min(timeit.repeat(lambda: decide(check, state, policy, at), number=TIMES, repeat=REPEATS))
    return fastest / TIMES / len(check.items) * 1e6
