"""A run of the history test: the workload under disturbances, then the verdict."""

import json
import statistics
import time
from collections import Counter
from dataclasses import dataclass

from tests.faults.disturbances import SHORTER_AND_LONGER_THAN_THE_LEASE, Disturbances, Lasting
from tests.faults.history import Permit, Violation, Withdrawal, contradictions, violations
from tests.faults.two_gates import TwoGates
from tests.faults.workload import Workload

DECISIONS = """
    SELECT id::text, payload, extract(epoch FROM pg_xact_commit_timestamp(xid::xid))::float8
    FROM decisions WHERE type = 'DisclosureDecided'
"""


@dataclass(frozen=True)
class Verdict:
    """What was found, and the figures of the run."""

    violations: list[Violation]
    contradictions: list[str]
    withdrawals: list[Withdrawal]
    checks: int
    decisions: int
    permits: int
    sources: Counter[str]
    failures: Counter[str]
    disturbances: Counter[str]
    seconds: float

    def figures(self) -> str:
        """Say in a few lines what was done and found."""
        waits = sorted(one.ended - one.began for one in self.withdrawals) or [0.0]
        how = Counter(one.how for one in self.withdrawals)
        return (
            f"{len(self.withdrawals)} withdrawals and objections answered ({_counted(how)}),"
            f" after {statistics.median(waits):.2f} s in the middle and {waits[-1]:.2f} s at most\n"
            f"{self.checks} checks answered ({_counted(self.sources)}), {self.decisions} decisions kept,"
            f" {self.permits} categories permitted\n"
            f"{sum(self.disturbances.values())} disturbances in {self.seconds:.0f} s;"
            f" failed: {_counted(self.failures)}\n"
            f"{len(self.violations)} violations, {len(self.contradictions)} contradictions"
        )


@dataclass(frozen=True)
class Size:
    """How much is done: until so many withdrawals and checks have been answered, or the time is over."""

    withdrawals: int
    checks: int
    seconds: float


def run(stack: TwoGates, size: Size, seed: int = 1, only: str = "", lasting: Lasting | None = None) -> Verdict:
    """Work under disturbances, by everything or only by what begins like this, and judge what came of it."""
    workload = Workload(stack, seed)
    disturbances = Disturbances(stack, seed, lasting or SHORTER_AND_LONGER_THAN_THE_LEASE)
    began, offset = time.monotonic(), _time_of_day_at_zero()

    def is_enough() -> bool:
        done = len(workload.withdrawals) >= size.withdrawals and len(workload.answers) >= size.checks
        return done or time.monotonic() - began > size.seconds

    with workload.going_on():
        disturbances.happen(is_enough, only)
    lasted = time.monotonic() - began
    permits, decisions = _kept(stack, (offset + _time_of_day_at_zero()) / 2)
    return Verdict(
        violations=violations(workload.withdrawals, permits),
        contradictions=contradictions(permits, workload.answers, decisions),
        withdrawals=workload.withdrawals,
        checks=len(workload.answers),
        decisions=len(decisions),
        permits=len(permits),
        sources=workload.sources,
        failures=workload.failures,
        disturbances=disturbances.done,
        seconds=lasted,
    )


def _time_of_day_at_zero() -> float:
    """Return when the monotonic clock stood at zero."""
    return time.time() - time.monotonic()


def _kept(stack: TwoGates, time_of_day_at_zero: float) -> tuple[list[Permit], list[str]]:
    """Return every category that any decision permits, whether or not anybody heard of it, and every decision."""
    assert stack.postgresql
    permits, decisions = [], []
    with stack.postgresql.server.administer("hjemmel_disclosure") as connection:
        for decision, payload, committed in connection.execute(DECISIONS):
            decisions.append(decision)
            event = json.loads(bytes(payload))
            permits += [
                Permit(event["subject"], item["category"], decision, committed - time_of_day_at_zero)
                for item in event["data"]["decision"]["items"]
                if item["outcome"] == "permit"
            ]
    return permits, decisions


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common()) or "none"
