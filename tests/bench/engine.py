"""The bare engine: no HTTP, no database."""

import timeit
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.domain.check import Check, check_from
from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.judge import judge
from services.disclosure.engine.survey import survey
from shared.policy_packs.load import PACKS_FOLDER, load_packs
from shared.policy_packs.model import Pack
from tests.bench.world import state_of
from tests.journeys.client import a_check

TIMES = 1_000
REPEATS = 9
MORE = 10
LAPSED = 1_000
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class EngineFigures:
    """Microseconds of processor time per item, and what more rules and more lapsed consents cost: 1.0 is nothing.

    Unexplained, a no says which step gave it and not what would change it.
    """

    four_items: float
    largest_pack: str
    largest_pack_rules: int
    all_its_cases: float
    all_its_cases_unexplained: float
    ten_times_the_rules: float
    thousand_lapsed_consents: float


def engine_figures() -> EngineFigures:
    packs = load_packs(PACKS_FOLDER)
    largest = max(packs.values(), key=lambda pack: len(pack.rules))
    policy, check, state = compile_policy(packs["aleris"]), _four_items(), subject_state_from(state_of("k1.x"))
    plain = _seconds(lambda: decide(check, state, policy, AT))
    wide = compile_policy(_with_more_rules(packs["aleris"]))
    laden, heavy = _with_lapsed_consents(state, MORE), _with_lapsed_consents(state, LAPSED)
    few = _seconds(lambda: decide(check, laden, policy, AT))
    return EngineFigures(
        four_items=plain / len(check.items) * 1e6,
        largest_pack=largest.controller,
        largest_pack_rules=len(largest.rules),
        all_its_cases=_over_all_cases(largest, _decide_all) * 1e6,
        all_its_cases_unexplained=_over_all_cases(largest, _judge_all) * 1e6,
        ten_times_the_rules=_seconds(lambda: decide(check, state, wide, AT)) / plain,
        thousand_lapsed_consents=_seconds(lambda: decide(check, heavy, policy, AT)) / few,
    )


def _four_items() -> Check:
    """Half of them are permitted by a consent, and half denied with an explanation."""
    return check_from(a_check({"reference": "k1.x"}, ["dx", "notes", "proc", "img"]))


def _with_more_rules(pack: Pack) -> Pack:
    """The same rules several times more, for subjects that nobody asks about."""
    stranger = replace(pack.subject_roles[pack.default_subject_role], code="stranger")
    copies = tuple(
        replace(rule, id=f"{rule.id}-{number}", subject_roles=frozenset({stranger.code}))
        for number in range(1, MORE)
        for rule in pack.rules
    )
    return replace(pack, rules=pack.rules + copies, subject_roles={**pack.subject_roles, stranger.code: stranger})


def _with_lapsed_consents(state: SubjectState, count: int) -> SubjectState:
    old = state.consents[0]
    lapsed = tuple(_older(old, days) for days in range(400, 400 + count))
    return replace(state, consents=state.consents + lapsed)


def _older(consent: Any, days: int) -> Any:
    given_at = consent.given_at - timedelta(days=days)
    return consent._replace(id=f"{consent.id}-{days}", given_at=given_at, given_on=given_at.date())


def _over_all_cases(pack: Pack, answer: Callable[[list[Case], Policy], None]) -> float:
    """Return the seconds per item over every check among the pack's cases."""
    policy = compile_policy(pack)
    read = [
        case_from(said, path, {pack.controller: pack}) for path, said in read_cases([PACKS_FOLDER / pack.controller])
    ]
    cases = [case for case in read if isinstance(case, Case)]
    items = sum(len(case.check.items) for case in cases)
    return _seconds(lambda: answer(cases, policy), times=10) / items


def _decide_all(cases: list[Case], policy: Policy) -> None:
    for case in cases:
        decide(case.check, case.state, policy, case.at)


def _judge_all(cases: list[Case], policy: Policy) -> None:
    for case in cases:
        situation = survey(case.check, case.state, policy, case.at)
        for item in case.check.items:
            judge(situation, item)


def _seconds(what: Callable[[], object], times: int = TIMES) -> float:
    """Return the processor time of the fastest of several runs: the others were disturbed."""
    return min(timeit.repeat(what, timer=process_time, number=times, repeat=REPEATS)) / times
