"""When a delivery that failed is tried again, and when it is given up."""

from dataclasses import dataclass

GROWTH = 4.0
LONGEST_WAIT_SECONDS = 6 * 60 * 60.0


@dataclass(frozen=True, slots=True)
class RetryRules:
    """The first wait in seconds, and how often a delivery is tried at all."""

    first_wait_seconds: float
    most_tries: int

    def wait_after(self, tries: int, chance: float) -> float | None:
        """Return the seconds to wait after so many tries, None when there is to be no other.

        Each wait is up to four times the one before, six hours at most. `chance`, from 0 to 1, takes away up to half,
        so that what failed together does not come back together.
        """
        if tries >= self.most_tries:
            return None
        # Far above the longest wait and far below what a float can hold.
        exponent: int = min(tries - 1, 40)
        whole = min(self.first_wait_seconds * GROWTH**exponent, LONGEST_WAIT_SECONDS)
        return whole * (1 - chance / 2)
