"""What is said once everything is ready: what runs where, and a first decision to ask for."""

import json
import os
from typing import Any

import click
from rich.console import Console

from deploy.local.invented_people import invented_cpr
from deploy.local.settings import REPOSITORY, Settings
from deploy.local.stack import Stack
from deploy.local.status import print_status

# Settings given on make's command line are gone when the printed command is copied, so they are repeated in it.
_REPEATED = ("HJEMMEL_DATA", "HJEMMEL_IDENTITY_PORT")


def introduce(stack: Stack, console: Console) -> None:
    """Print the table and the command; the command is plain text, so that it can be copied."""
    print_status(console, stack.processes, stack.supervisor.states())
    click.echo(f"\nLogs and data are in {stack.folders.data}. A first decision, from {REPOSITORY}:\n")
    click.echo(f"{first_decision(stack.settings)}\n")


def first_check() -> dict[str, Any]:
    """Ask for two items about the first patient of the demonstration data, of which one may be disclosed."""
    return {
        "controller": "aleris",
        "subject": {"cpr": invented_cpr(0)},
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purpose": "insurance-payment",
        "items": [{"category": "dx", "course": "K1"}, {"category": "notes", "course": "K1"}],
        "facts": {"payer": "insurer-a"},
    }


def first_decision(settings: Settings) -> str:
    """Write the command that asks for that decision."""
    given = [f"{name}={value}" for name, value in os.environ.items() if name in _REPEATED]
    token = " ".join(["make -s token AS=journal-system", *given])
    body = ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in first_check().items())
    return f"""\
curl -s {settings.url("disclosure")}/v1/disclosure-checks \\
  -H "Authorization: Bearer $({token})" \\
  -H "Content-Type: application/json" \\
  -d '{{
{body}
  }}'"""
