"""The consent service's commands; its web side is gunicorn with wsgi.py."""

import sys
from pathlib import Path
from typing import TextIO

import click

from services.consent.api import BLUEPRINTS
from services.consent.bootstrap import PACKAGE, SERVICE, create_relay, create_reminders, create_webhook_deliveries
from services.consent.settings import Settings
from services.consent.use_cases.receipts.receipt_keys import InvalidReceiptKeys, NotGenuine, ReceiptKeys, new_key_set
from services.consent.use_cases.receipts.verify_receipt import verify_receipt
from shared.commands import service_commands, work_until_stopped
from shared.logs import configure_logs
from shared.settings import read_settings

commands = service_commands(SERVICE, PACKAGE, BLUEPRINTS, Settings)


@commands.command()
def relay() -> None:
    """Move states and changes to Kafka until stopped."""
    work_until_stopped(SERVICE, Settings, create_relay)


@commands.command("verify-receipt")
@click.argument("receipt", type=click.File())
@click.option("--keys", required=True, type=click.File(), help="Public keys, a JWK set as /v1/receipt-keys gives it.")
def verify(receipt: TextIO, keys: TextIO) -> None:
    """Check a signed receipt (- for standard input) with nothing but the keys.

    Says in a sentence what it holds and ends with 0, or why it is not genuine and ends with 1; with 2 if a file cannot
    be used.
    """
    try:
        click.echo(verify_receipt(receipt.read(), ReceiptKeys(keys.read())))
    except NotGenuine as error:
        click.echo(f"Not genuine: {error}", err=True)
        sys.exit(1)
    except (InvalidReceiptKeys, UnicodeDecodeError) as error:
        raise click.UsageError(f"A file cannot be used: {error}") from None


@commands.command("new-receipt-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def new_receipt_key(file: Path) -> None:
    """Put a new key first in a file of receipt keys, or begin one; older keys keep their public parts, to verify with.

    Restart the service to sign with it.
    """
    content = ReceiptKeys(file.read_text()).with_new_key() if file.exists() else new_key_set()
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    unfinished.write_text(content)
    unfinished.replace(file)


@commands.command()
def webhooks() -> None:
    """Tell webhooks of changes until stopped."""
    work_until_stopped(SERVICE, Settings, create_webhook_deliveries)


@commands.command()
@click.option("--once", is_flag=True, help="Look once and end; for a scheduler.")
def remind(once: bool) -> None:
    """Say of which consents somebody should be reminded: now, and every hour until stopped."""
    if not once:
        work_until_stopped(SERVICE, Settings, create_reminders)
        return
    settings = read_settings(Settings)
    configure_logs(SERVICE.name, settings.log_level)
    click.echo(f"{create_reminders(settings).once()} reminders announced.")
