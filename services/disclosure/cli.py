"""The disclosure service's commands; its web side is gunicorn with wsgi.py."""

import sys
from pathlib import Path

import click

from services.disclosure.api import BLUEPRINTS
from services.disclosure.authoring.cases.case_files import run_case_files
from services.disclosure.authoring.comparison_commands import recorded_comparison
from services.disclosure.authoring.packs_commands import packs as packs_commands
from services.disclosure.authoring.simulation_commands import FOLDER, SIMULATIONS
from services.disclosure.bootstrap import PACKAGE, SERVICE, create_consumer, create_relay, create_units
from services.disclosure.settings import Settings
from shared.commands import service_commands, work_until_stopped
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import PACKS_FOLDER, load_packs
from shared.settings import read_setting

commands = service_commands(SERVICE, PACKAGE, BLUEPRINTS, Settings)
commands.add_command(packs_commands)
commands.add_command(recorded_comparison(lambda: create_units(read_setting(Settings, "database_url"))))
for command in SIMULATIONS:
    commands.add_command(command)


@commands.command()
def relay() -> None:
    """Move decisions to Kafka until stopped."""
    work_until_stopped(SERVICE, Settings, create_relay)


@commands.command()
def consume() -> None:
    """Move states from Kafka to the gate's copy until stopped."""
    work_until_stopped(SERVICE, Settings, create_consumer)


@commands.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--packs", default=PACKS_FOLDER, type=FOLDER, help="Folder of policy packs.")
def cases(paths: tuple[Path, ...], packs: Path) -> None:
    """Run case files, or every case file below a folder; no server is needed."""
    try:
        lines, missed = run_case_files(paths, load_packs(packs))
    except PackError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(lines))
    sys.exit(1 if missed else 0)
