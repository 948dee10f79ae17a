"""The consent service's commands; its web side is gunicorn with wsgi.py."""

import click

from services.consent.api import BLUEPRINTS
from services.consent.bootstrap import PACKAGE, SERVICE, create_relay
from services.consent.settings import Settings
from shared.database import run_migrations
from shared.logs import configure_logs
from shared.processes import run_until_stopped
from shared.settings import read_settings
from shared.web.application import openapi_document


@click.group()
def commands() -> None:
    """Record what people have agreed to and refused, and tell the gate."""


@commands.command()
def migrate() -> None:
    """Bring the database up to this version of the service."""
    run_migrations(PACKAGE, read_settings(Settings).owner_database_url)


@commands.command()
def relay() -> None:
    """Move states and changes to Kafka until stopped."""
    settings = read_settings(Settings)
    configure_logs("consent", settings.log_level)
    run_until_stopped(create_relay(settings).run)


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(openapi_document(SERVICE, BLUEPRINTS), nl=False)
