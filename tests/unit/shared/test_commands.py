"""A command that lacks its settings says which, in one line."""

import importlib

import pytest
from click.testing import CliRunner, Result

from tests.rules.tracked_files import SERVICES

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
    period = ["--controller", "aleris", "--from", "2026-11-01", "--to", "2026-12-01"]
    result = run_without_settings("disclosure", "compare-recorded", "shared/policy_packs", *period)

    assert result.output == "Error: Settings are not set: DISCLOSURE_DATABASE_URL\n"
    assert result.exit_code == 2


def test_a_setting_that_cannot_be_read_is_named_too() -> None:
    result = run_without_settings("disclosure", "relay", HJEMMEL_LEASE_SECONDS="two")

    assert "DISCLOSURE_CLIENT_SECRET_FILE; cannot be read: HJEMMEL_LEASE_SECONDS\n" in result.output


def test_migrating_needs_the_owner() -> None:
    there = dict.fromkeys(NAMES, "there") | {"DISCLOSURE_OWNER_DATABASE_URL": ""}
    result = run_without_settings("disclosure", "migrate", **there)

    assert result.output == "Error: Settings are not set: DISCLOSURE_OWNER_DATABASE_URL\n"
    assert result.exit_code == 2
