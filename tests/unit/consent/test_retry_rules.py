"""Waits between attempts grow, and end."""

from hypothesis import given
from hypothesis import strategies as st

from services.consent.domain.retry_rules import LONGEST_WAIT_SECONDS, RetryRules

RULES = RetryRules(first_wait_seconds=5, most_tries=20)


def test_waits_grow_fourfold_up_to_six_hours() -> None:
    waits = [RULES.wait_after(tries, chance=0) for tries in range(1, 10)]
    assert waits == [5, 20, 80, 320, 1_280, 5_120, 20_480, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]


def test_after_the_last_try_there_is_no_other() -> None:
    assert RULES.wait_after(19, 0.5) is not None
    assert RULES.wait_after(20, 0.5) is None
    assert RULES.wait_after(21, 0.5) is None


@given(tries=st.integers(1, 10**6), chance=st.floats(0, 1))
def test_chance_takes_away_half_a_wait_at_most(tries: int, chance: float) -> None:
    rules = RetryRules(first_wait_seconds=5, most_tries=10**7)
    whole, wait = rules.wait_after(tries, 0), rules.wait_after(tries, chance)
    assert whole is not None
    assert wait is not None
    assert whole / 2 <= wait <= whole <= LONGEST_WAIT_SECONDS
