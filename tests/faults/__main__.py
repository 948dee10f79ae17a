"""`make withdrawals`: the history test at length, with its figures."""

import os
import sys

from rich.console import Console

from tests.faults.two_gates import two_gates
from tests.faults.withdrawal_run import Size, run
from tests.servers import session

MOST_SECONDS = 3 * 3600


def main() -> int:
    """Print what was done and found; 1 when withdrawal lost, or when the run fell short."""
    size = Size(int(os.environ.get("WITHDRAWALS", "2000")), int(os.environ.get("CHECKS", "50000")), MOST_SECONDS)
    seed = int(os.environ.get("SEED", "1"))
    session.begin()
    try:
        with two_gates(session.own_folder()) as stack:
            if os.environ.get("WITHOUT_LEASE") == "1":
                stack.take_out_the_lease()
            verdict = run(stack, size, seed)
    finally:
        session.end()
    say = Console(soft_wrap=True, highlight=False, markup=False).print
    say(verdict.figures())
    for one in [*verdict.violations, *verdict.contradictions]:
        say(str(one))
    fell_short = len(verdict.withdrawals) < size.withdrawals or verdict.checks < size.checks
    return 1 if verdict.violations or verdict.contradictions or fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
