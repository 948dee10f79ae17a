"""Reading logs as they grow."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.logs import GrowingFile, follow_logs, last_lines


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    append(log, "old\n")
    growing = GrowingFile(log, from_start=False)
    append(log, "new\n")
    assert (growing.new_lines(), growing.new_lines()) == (["new"], [])


def test_a_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    growing = GrowingFile(log, from_start=True)
    append(log, "ha")
    first = growing.new_lines()
    append(log, "lf\n")
    assert (first, growing.new_lines()) == ([], ["half"])


def test_reading_goes_on_after_a_rotation(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    append(log, "a long line before the rotation\n")
    growing = GrowingFile(log, from_start=False)
    log.rename(tmp_path / "a.log.1")
    append(log, "after\n")
    assert growing.new_lines() == ["after"]


def test_a_log_that_is_not_there_has_no_last_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "a.log", 3) == []


def test_an_unknown_process_is_refused_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="no process 'web'; the processes are: consent, audit"):
        follow_logs(Folders(tmp_path), ["consent", "audit"], "web", Console(file=StringIO()))
