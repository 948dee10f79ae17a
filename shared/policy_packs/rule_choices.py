"""In how many ways a rule's conditions can be met: whoever looks for the smallest looks at each."""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

MOST_WAYS = 1_000
"""Far more than any rule in use, and few enough to be looked through for every item."""


def faults_of_choices(requirements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    ways = _ways_to_meet_all(requirements)
    if ways > MOST_WAYS:
        yield f"Its conditions can be met in {ways} ways; a rule may have {MOST_WAYS}. Make several rules of it."


def _ways_to_meet_all(requirements: Sequence[Mapping[str, Any]]) -> int:
    return prod(_ways_to_meet(one) for one in requirements)


def _ways_to_meet(requirement: Mapping[str, Any]) -> int:
    if requirement.get("any_of"):
        return sum(_ways_to_meet(one) for one in requirement["any_of"])
    return _ways_to_meet_all(requirement.get("all_of", ()))
