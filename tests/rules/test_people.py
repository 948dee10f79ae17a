"""Tests that share a whole system do not share people: what one of them consents to, another would find permitted."""

import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]
FILES = [path for folder in ("journeys", "faults") for path in sorted((TESTS / folder).glob("*.py"))]
CPR_NUMBER = re.compile(r'"(\d{10})"')


def test_each_person_of_a_shared_system_is_named_in_one_place() -> None:
    named = Counter(number for path in FILES for number in CPR_NUMBER.findall(path.read_text(encoding="utf-8")))
    assert named
    assert [number for number, times in named.items() if times > 1] == []
