"""What a pack's README says of its words and rows is what the pack says."""

from pathlib import Path

import pytest

from services.disclosure.authoring.packs.pack_folders import pack_folders
from services.disclosure.authoring.packs.pack_readmes import readme_of, written_readme

FOLDERS = pack_folders(Path(__file__).parents[2] / "shared" / "policy_packs", None)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_generated_part_of_the_readme_is_current(folder: Path) -> None:
    committed = readme_of(folder).read_text(encoding="utf-8")

    assert committed == written_readme(folder), "run: python -m services.disclosure packs readme"
