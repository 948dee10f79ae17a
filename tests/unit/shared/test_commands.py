"""A command that lacks its settings says which, in one line."""

import importlib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.rules.tracked_files import SERVICES

NOWHERE = "postgresql+psycopg://nobody:secret@127.0.0.1:1/x"
PERIOD = ["--controller", "aleris", "--from", "2026-11-01", "--to", "2026-12-01"]
COMPARING = ["compare-recorded", "shared/policy_packs", *PERIOD]
NAMES = [
    "CONSENT_DATABASE_URL",
    "CONSENT_RECEIPT_KEYS_FILE",
    "DISCLOSURE_DATABASE_URL",
    "DISCLOSURE_OWNER_DATABASE_URL",
    "DISCLOSURE_CLIENT_SECRET_FILE",
    "AUDIT_DATABASE_URL",
    "HJEMMEL_SUBJECT_KEYS_FILE",
]


def run_without_settings(service: str, *arguments: str, **settings: str) -> Result:
    commands = importlib.import_module(f"services.{service}.cli").commands
    return CliRunner().invoke(commands, arguments, env=dict.fromkeys(NAMES) | settings)


@pytest.mark.parametrize("service", SERVICES)
def test_a_command_without_its_settings_names_them(service: str) -> None:
    result = run_without_settings(service, "migrate")

    [line] = result.output.splitlines()
    assert line.startswith("Error: Settings are not set: ")
    assert f"{service.upper()}_DATABASE_URL" in line
    assert result.exit_code == 2


def test_comparing_recorded_decisions_needs_the_database_and_no_other_setting() -> None:
    result = run_without_settings("disclosure", *COMPARING)

    assert result.output == "Error: Settings are not set: DISCLOSURE_DATABASE_URL\n"
    assert result.exit_code == 2


def test_a_setting_that_cannot_be_read_is_named_too() -> None:
    result = run_without_settings("disclosure", "relay", HJEMMEL_LEASE_SECONDS="two")

    assert "DISCLOSURE_CLIENT_SECRET_FILE; not readable: HJEMMEL_LEASE_SECONDS\n" in result.output


def test_migrating_needs_the_owner() -> None:
    there = dict.fromkeys(NAMES, NOWHERE) | {"DISCLOSURE_OWNER_DATABASE_URL": ""}
    result = run_without_settings("disclosure", "migrate", **there)

    assert result.output == "Error: Settings are not set: DISCLOSURE_OWNER_DATABASE_URL\n"
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("command", "url"),
    [
        (COMPARING, "junk"),
        (["relay"], "postgresql:///x"),
        (["consume"], "sqlite://"),
        (["migrate"], "postgresql+psycopg://n:secret@h:port/x"),
    ],
)
def test_a_database_url_that_is_none_is_named_and_not_repeated(command: list[str], url: str) -> None:
    wrong = dict.fromkeys(NAMES, NOWHERE) | {"DISCLOSURE_DATABASE_URL": url}
    result = run_without_settings("disclosure", *command, **wrong)

    such_as = "(such as postgresql+psycopg://role@host/database)"
    assert result.output == f"Error: Settings are not readable: DISCLOSURE_DATABASE_URL {such_as}\n"
    assert result.exit_code == 2


@pytest.mark.parametrize("service", SERVICES)
def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(service: str) -> None:
    commands = [["migrate"], *([COMPARING] if service == "disclosure" else [])]
    settings = fields(importlib.import_module(f"services.{service}.settings").Settings)
    needed = [one.metadata["name"] for one in settings if one.metadata["default"] is None]
    needed.append(f"{service.upper()}_OWNER_DATABASE_URL")
    for command in commands:
        result = run_without_settings(service, *command, **dict.fromkeys(needed, NOWHERE))

        assert result.output == "Error: The database cannot be reached with the settings that are set.\n"
        assert result.exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    there = dict.fromkeys(NAMES, NOWHERE) | {"CONSENT_CLIENT_SECRET_FILE": NOWHERE, "HJEMMEL_CURSOR_KEY_FILE": NOWHERE}
    key = str(tmp_path / "webhook-key")
    result = run_without_settings("consent", "remind", "--once", **there, CONSENT_WEBHOOK_KEY_FILE=key)

    assert result.output == f"Error: {key}: No such file or directory.\n"
    assert result.exit_code == 2
