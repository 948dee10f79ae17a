"""The disclosure service's commands."""

from pathlib import Path

import click

from services.disclosure.api import BLUEPRINTS
from services.disclosure.bootstrap import PACKAGE, SERVICE, create_projector, create_relay
from services.disclosure.settings import Settings
from shared.database import run_migrations
from shared.logs import configure_logs
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
def cases(paths: tuple[Path, ...]) -> None:
    """Run case files, or every case file below a folder, against the policy packs; no server is needed."""


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(openapi_document(SERVICE, BLUEPRINTS), nl=False)
