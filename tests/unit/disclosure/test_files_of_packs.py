"""Files that a pack lacks, or whose names or shapes would keep them from being read, are told of."""

import shutil
from pathlib import Path

import pytest

from services.disclosure.authoring.cases.case_files import run_case_files
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import load_pack, load_packs
from tests.unit.disclosure.small_pack import write_small_pack


@pytest.mark.parametrize("name", ["bars.yml", "Bars.YAML", "bars.yaml.txt"])
@pytest.mark.parametrize("where", ["small", "law", "law/modules"])
def test_a_file_that_its_name_would_keep_from_being_read_is_a_fault(tmp_path: Path, where: str, name: str) -> None:
    pack = write_small_pack(tmp_path)
    (tmp_path / where / name).write_text("bars: []", encoding="utf-8")

    with pytest.raises(PackError, match=f"{name}: is passed over, since its name does not end in .yaml."):
        load_pack(pack)


def test_an_editors_own_copy_is_no_fault(tmp_path: Path) -> None:
    pack = write_small_pack(tmp_path)
    for name in (".pack.yml.swp", "pack.yaml~"):
        (pack / name).write_text("", encoding="utf-8")

    assert load_pack(pack).controller == "small"


def test_a_case_in_a_file_that_would_be_passed_over_misses(tmp_path: Path) -> None:
    pack = write_small_pack(tmp_path)
    (pack / "cases" / "more.yml").write_text("", encoding="utf-8")

    lines, failures = run_case_files([pack / "cases"], load_packs(tmp_path))

    assert failures == 1
    assert lines[0].endswith("more.yml: is passed over, since its name does not end in .yaml.")


def test_a_pack_without_the_law_beside_it_is_told_so(tmp_path: Path) -> None:
    pack = write_small_pack(tmp_path)
    shutil.rmtree(tmp_path / "law")

    with pytest.raises(PackError, match="The folder law, which holds what packs share, is not beside it"):
        load_pack(pack)


def test_a_section_with_nothing_under_it_is_told_by_its_shape(tmp_path: Path) -> None:
    pack = write_small_pack(tmp_path)
    (pack / "channels.yaml").write_text("channels:\n", encoding="utf-8")

    with pytest.raises(PackError, match=r"channels.yaml:1: channels: Must be a mapping, as in what the pack imports"):
        load_pack(pack)
