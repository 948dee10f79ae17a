"""The disclosure service's commands."""

import sys
from pathlib import Path

import click

from services.disclosure.api import BLUEPRINTS
from services.disclosure.bootstrap import PACKAGE, SERVICE, create_projector, create_relay
from services.disclosure.settings import Settings
from services.disclosure.storage.case_files import run_case_files
from shared.database import run_migrations
from shared.logs import configure_logs
from shared.policy_packs.load import PACKS_FOLDER, load_packs
from shared.processes import run_until_stopped
from shared.settings import read_settings
from shared.web.application import openapi_document


@click.group()
def commands() -> None:
    """May this recipient have these data, for this purpose, now, and on what legal basis?"""


@commands.command()
def migrate() -> None:
    """Bring the database up to this version of the service."""
    run_migrations(PACKAGE, read_settings(Settings).owner_database_url)


@commands.command()
def relay() -> None:
    """Move decisions to Kafka until stopped."""
    settings = read_settings(Settings)
    configure_logs("disclosure", settings.log_level)
    run_until_stopped(create_relay(settings).run)


@commands.command()
def consume() -> None:
    """Keep the copy of consent state until stopped."""
    settings = read_settings(Settings)
    configure_logs("disclosure", settings.log_level)
    run_until_stopped(create_projector(settings).run)


@commands.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--packs", default=PACKS_FOLDER, type=click.Path(path_type=Path), help="Folder of policy packs.")
def cases(paths: tuple[Path, ...], packs: Path) -> None:
    """Run case files, or every case file below a folder; no server is needed."""
    lines, missed = run_case_files(paths, load_packs(packs))
    click.echo("\n".join(lines))
    sys.exit(1 if missed else 0)


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(openapi_document(SERVICE, BLUEPRINTS), nl=False)
