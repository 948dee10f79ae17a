"""Every case beside every policy pack, one test each."""

from pathlib import Path
from typing import Any

import pytest

from services.disclosure.authoring.cases.case_files import misses_of_said
from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.engine.compile import Policy
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER

PACKS = packs_in_force(PACKS_FOLDER)
POLICIES: dict[str, Policy] = {}
CASES = list(read_cases(sorted(PACKS_FOLDER.glob("*/cases"))))


@pytest.mark.parametrize(("path", "said"), CASES, ids=[f"{path.parts[-3]}: {said['case']}" for path, said in CASES])
def test_every_case_passes(path: Path, said: dict[str, Any]) -> None:
    assert misses_of_said(said, path, PACKS, POLICIES) == []


@pytest.mark.parametrize("controller", PACKS)
def test_no_two_cases_of_a_pack_have_the_same_name(controller: str) -> None:
    names = [said["case"] for path, said in CASES if path.parts[-3] == controller]

    assert len(names) == len(set(names))
