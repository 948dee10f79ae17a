"""make token."""

from pathlib import Path

import pytest

from deploy.local.errors import StackError
from deploy.local.settings import Settings
from deploy.local.token import fetch_token


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HJEMMEL_DATA", str(tmp_path))
    return Settings.from_environment()


@pytest.mark.parametrize("name", ["", "nobody", "development-console"])
def test_an_unknown_persona_is_refused_with_the_list(settings: Settings, name: str) -> None:
    with pytest.raises(
        StackError, match=r"use one of: claims-system, coaching-platform, .*patient, policy-lawyer, receptionist\.$"
    ):
        fetch_token(settings, name)


def test_without_a_stack_it_says_how_to_start_one(settings: Settings) -> None:
    with pytest.raises(StackError, match="start one with: make run"):
        fetch_token(settings, "journal-system")
