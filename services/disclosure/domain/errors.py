"""What can be wrong with a request beyond its form."""

from collections.abc import Sequence


class UnknownWords(Exception):
    """The check uses words that the controller's policy does not have; pairs of JSON pointer and sentence."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        super().__init__("unknown words")
        self.words = list(words)


class IdempotencyKeyReused(Exception):
    """The same client used this idempotency key for a different request."""


class DecisionNotFound(Exception):
    """No decision of the caller's controllers has this id."""


class CannotDecideInTime(Exception):
    """Consent state grew older than the lease each time before a decision on it could be committed."""


class AskedTooWidely(Exception):
    """A question leaves open more recipient kinds and purposes than are answered while somebody waits."""

    def __init__(self, kinds: int, purposes: int, most: int) -> None:
        super().__init__(
            f"{kinds} recipient kinds times {purposes} purposes are more than {most:,}: name a kind or a purpose."
        )


class DraftRefused(Exception):
    """A draft pack does not load; every fault is a sentence."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("the draft does not load")
        self.faults = list(faults)
