"""The commands of the audit service; the web side is gunicorn with wsgi.py."""

import click

from services.audit import bootstrap
from services.audit.settings import Settings
from shared.logs import configure_logs
from shared.processes import run_until_stopped


@click.group()
def commands() -> None:
    """Keep what happened."""


@commands.command()
def migrate() -> None:
    """Bring the database up to the newest migration."""
    bootstrap.migrate(Settings.from_environment())


@commands.command()
def consume() -> None:
    """Fill the log from Kafka until told to stop."""
    settings = Settings.from_environment()
    configure_logs("audit-consumer", settings.log_level)
    run_until_stopped(bootstrap.create_consumer(settings).run)


@commands.command()
@click.option("--write", is_flag=True, help="Write it to the file kept beside the service instead.")
def openapi(write: bool) -> None:
    """Print the OpenAPI document."""
    document = bootstrap.openapi_document()
    if write:
        bootstrap.OPENAPI_FILE.write_text(document)
    else:
        click.echo(document, nl=False)
