"""Every setting is explained where its reader looks for it."""

import importlib
import re
from dataclasses import fields

import pytest

from tests.rules.tracked_files import REPOSITORY, SERVICES

SETTING = re.compile(r"\b(?:HJEMMEL|CONSENT|DISCLOSURE|AUDIT|WEB)_[A-Z_]+\b")


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_is_in_the_services_readme(service: str) -> None:
    settings = importlib.import_module(f"services.{service}.settings").Settings
    names = {field.metadata["name"] for field in fields(settings)}
    readme = (REPOSITORY / "services" / service / "README.md").read_text()
    assert names - set(SETTING.findall(readme)) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_in_the_services_readme_exists(service: str) -> None:
    readme = set(SETTING.findall((REPOSITORY / "services" / service / "README.md").read_text()))
    code = "".join(
        path.read_text()
        for folder in ("services", "shared", "deploy")
        for path in (REPOSITORY / folder).rglob("*")
        if path.suffix in {".py", ".conf"}
    )
    assert {name for name in readme if name not in code} == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_says_what_it_means(service: str) -> None:
    settings = importlib.import_module(f"services.{service}.settings").Settings
    assert [field.name for field in fields(settings) if len(field.metadata["meaning"]) < 10] == []
