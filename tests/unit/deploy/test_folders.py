"""Where a stack keeps its things."""

import os
from pathlib import Path

import pytest

from deploy.local.errors import StackError
from deploy.local.folders import Folders, create_folders
from deploy.local.settings import Settings


def settings_for(monkeypatch: pytest.MonkeyPatch, data: Path) -> Settings:
    monkeypatch.setenv("HJEMMEL_DATA", str(data))
    return Settings.from_environment()


def test_sockets_of_a_deep_data_folder_move_to_a_short_path() -> None:
    deep = Folders(Path("/", *["a rather long folder name"] * 10))
    assert len(os.fsencode(deep.postgresql_sockets / ".s.PGSQL.5432")) < 104
    assert deep.sockets != Folders(deep.data / "another").sockets


def test_sockets_of_an_ordinary_data_folder_stay_in_it() -> None:
    assert Folders(Path("/srv/hjemmel")).supervisor_socket == Path("/srv/hjemmel/run/supervisor.sock")


def test_secrets_and_logs_are_for_this_user_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = create_folders(settings_for(monkeypatch, tmp_path / "data"))
    assert folders.secrets.stat().st_mode & 0o077 == 0
    assert folders.logs.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ['a "b"', "100%", "a ; b"])
def test_a_folder_name_that_would_break_the_configuration_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with pytest.raises(StackError, match="may not contain"):
        create_folders(settings_for(monkeypatch, tmp_path / name))


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StackError, match=r"cannot be used \(.*HJEMMEL_DATA"):
        create_folders(settings_for(monkeypatch, tmp_path / "file" / "data"))
