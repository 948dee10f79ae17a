"""The audit service's commands; its web side is gunicorn with wsgi.py."""

import click

from services.audit.api import BLUEPRINTS
from services.audit.bootstrap import PACKAGE, SERVICE, create_consumer
from services.audit.settings import Settings
from shared.database import run_migrations
from shared.logs import configure_logs
from shared.processes import run_until_stopped
from shared.settings import read_settings
from shared.web.application import openapi_document


@click.group()
def commands() -> None:
    """Keep every decision and every change of consent, and answer for them."""


@commands.command()
def migrate() -> None:
    """Bring the database up to this version of the service."""
    run_migrations(PACKAGE, read_settings(Settings).owner_database_url)


@commands.command()
def consume() -> None:
    """Fill the log from Kafka until stopped."""
    settings = read_settings(Settings)
    configure_logs("audit", settings.log_level)
    run_until_stopped(create_consumer(settings).run)


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(openapi_document(SERVICE, BLUEPRINTS), nl=False)
