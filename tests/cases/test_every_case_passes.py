"""Every case beside every policy pack, one test each."""

from pathlib import Path
from typing import Any

import pytest

from services.disclosure.engine.compile import Policy
from services.disclosure.storage.case_files import misses_of_said, read_cases
from shared.policy_packs.load import load_packs

PACKS_FOLDER = Path(__file__).parents[2] / "shared" / "policy_packs"
PACKS = load_packs(PACKS_FOLDER)
POLICIES: dict[str, Policy] = {}
CASES = list(read_cases(sorted(PACKS_FOLDER.glob("*/cases"))))


@pytest.mark.parametrize(("path", "said"), CASES, ids=[said["case"] for _, said in CASES])
def test_every_case_passes(path: Path, said: dict[str, Any]) -> None:
    assert misses_of_said(said, path, PACKS, POLICIES) == []


@pytest.mark.parametrize("controller", PACKS)
def test_every_rule_is_reached_by_a_row_that_a_case_proves(controller: str) -> None:
    proven = {row for path, said in CASES if path.parts[-3] == controller for row in said["rows"]}

    unproven = [rule.id for rule in PACKS[controller].rules if not proven.intersection(rule.rows)]

    assert unproven == []


@pytest.mark.parametrize("controller", PACKS)
def test_every_row_a_rule_names_is_proven_by_a_case(controller: str) -> None:
    proven = {row for path, said in CASES if path.parts[-3] == controller for row in said["rows"]}
    named = {row for rule in PACKS[controller].rules for row in rule.rows}

    assert named - proven == set()


def test_no_two_cases_have_the_same_name() -> None:
    names = [said["case"] for _, said in CASES]

    assert len(names) == len(set(names))
