"""Whatever happens, no gate permits what relied on something withdrawn once the withdrawal has been answered."""

from tests.faults.two_gates import TwoGates, two_gates
from tests.faults.withdrawal_run import Size, run
from tests.servers import session

NEVER_ENOUGH = 1_000_000
LONGER_THAN_LEASE_AND_MARGIN = (4.5, 4.5)


# One test, because starting everything takes longer than either run.
def test_withdrawal_wins_whatever_happens_and_loses_once_the_lease_is_taken_out_of_the_gates() -> None:
    with two_gates(session.own_folder()) as stack:
        _withdrawal_wins(stack)
        stack.take_out_the_lease()
        _withdrawal_loses(stack)


def _withdrawal_wins(stack: TwoGates) -> None:
    verdict = run(stack, Size(withdrawals=30, checks=1000, seconds=60))
    assert verdict.violations == [], verdict.figures()
    assert verdict.contradictions == [], verdict.figures()
    assert {one.how for one in verdict.withdrawals} == {"confirmed", "lease-passed"}, verdict.figures()
    assert verdict.permits, verdict.figures()


def _withdrawal_loses(stack: TwoGates) -> None:
    size = Size(NEVER_ENOUGH, NEVER_ENOUGH, seconds=4)
    verdict = run(stack, size, only="pause consent-relay", lasting=LONGER_THAN_LEASE_AND_MARGIN)
    assert verdict.violations, verdict.figures()
