"""How much is tried: the same few examples in every run, or very many new ones."""

import os

TIMES = int(os.environ.get("TIMES", "0"))
NEW_EXAMPLES = TIMES > 0
"""Whether each run tries examples that no run has tried before."""


def examples(usual: int) -> int:
    """Return how many examples are tried where it usually is so many."""
    return usual * max(TIMES, 1)
