"""Every requirement a pack answers to is encoded and proven by a case, or lies outside the gate for a stated reason."""

from pathlib import Path

import pytest

from services.disclosure.authoring.packs.cover_rows import totals
from services.disclosure.authoring.packs.pack_folders import coverage_of, pack_folders

FOLDERS = pack_folders(Path(__file__).parents[2] / "shared" / "policy_packs", None)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_declared_row_is_proven_or_lies_outside(folder: Path) -> None:
    coverage = coverage_of(folder)

    assert coverage.rows, "pack.yaml declares no rows"
    assert coverage.gaps == (), totals(coverage)
