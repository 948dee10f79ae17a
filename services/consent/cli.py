"""The commands of the consent service; the web side is gunicorn with wsgi.py."""

import signal
from threading import Event

import click

from services.consent import bootstrap
from services.consent.settings import Settings
from shared.logs import configure_logs


@click.group()
def commands() -> None:
    """Run what people have agreed to and refused."""


@commands.command()
def migrate() -> None:
    """Bring the database up to the newest migration."""
    bootstrap.migrate(Settings.from_environment())


@commands.command()
def relay() -> None:
    """Move events from the outbox to Kafka until told to stop."""
    settings = Settings.from_environment()
    configure_logs("consent-relay", settings.log_level)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    bootstrap.create_relay(settings).run(stop)


@commands.command()
@click.option("--write", is_flag=True, help="Write it to the file kept beside the service instead.")
def openapi(write: bool) -> None:
    """Print the OpenAPI document."""
    document = bootstrap.openapi_document()
    if write:
        bootstrap.OPENAPI_FILE.write_text(document)
    else:
        click.echo(document, nl=False)
