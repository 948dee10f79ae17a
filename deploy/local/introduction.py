"""What is said once everything is ready: what runs where, and a first decision to ask for."""

import os

import click
from rich.console import Console

from deploy.local.settings import REPOSITORY, Settings
from deploy.local.stack import Stack
from deploy.local.status import print_status

_CHECK = """\
{
    "controller": "aleris",
    "subject": {"cpr": "%s"},
    "recipient": {"kind": "insurer", "id": "insurer-a"},
    "purpose": "insurance-payment",
    "items": [{"category": "dx", "course": "K1"}, {"category": "notes", "course": "K1"}],
    "facts": {"payer": "insurer-a"}
  }"""


def introduce(stack: Stack, console: Console) -> None:
    """Print the table and the command; the command is plain text, so that it can be copied."""
    print_status(console, stack.processes, stack.supervisor.states())
    console.print(f"\nLogs and data are in {stack.folders.data}. A first decision, from {REPOSITORY}:\n")
    click.echo(f"{first_decision(stack.settings)}\n")


def first_decision(settings: Settings) -> str:
    """Write the command that asks for a decision about the first patient of the demonstration data."""
    return f"""\
curl -s {settings.url("disclosure")}/v1/disclosure-checks \\
  -H "Authorization: Bearer $({_make()} -s token AS=journal-system)" \\
  -H "Content-Type: application/json" \\
  -d '{_CHECK % "0505501238"}'"""


def _make() -> str:
    """Repeat the settings given on make's command line, which are gone when the command is copied."""
    given = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name in _REPEATED]
    return " ".join(["make", *given])


_REPEATED = ("HJEMMEL_DATA", "HJEMMEL_IDENTITY_PORT")
