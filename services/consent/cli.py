"""The consent service's commands; its web side is gunicorn with wsgi.py."""

import sys
from pathlib import Path
from typing import BinaryIO, TextIO

import click
import orjson
from marshmallow import ValidationError
from sqlalchemy.exc import DBAPIError

from services.consent.api import BLUEPRINTS
from services.consent.api.import_lines import CSV, NDJSON
from services.consent.api.import_schemas import ImportQuery
from services.consent.bootstrap import (
    PACKAGE,
    SERVICE,
    create_file_import,
    create_imports,
    create_recalls,
    create_relay,
    create_reminders,
    create_webhook_deliveries,
)
from services.consent.domain.consent import Recorder
from services.consent.domain.errors import ImportTooLong, ImportUnreadable, InvalidRequest
from services.consent.settings import Settings
from services.consent.use_cases.receipts.receipt_keys import InvalidReceiptKeys, NotGenuine, ReceiptKeys, new_key_set
from services.consent.use_cases.receipts.verify_receipt import verify_receipt
from services.consent.use_cases.receive_import import MOST_LINES, ReceiveImport
from shared.commands import service_commands, work_until_stopped
from shared.logs import configure_logs
from shared.settings import read_settings

IMPORT_COMMAND = "import-command"
"""The client in the records of what was imported by command."""

COUNTED = ("lines", "accepted", "already_there", "refused")

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


@commands.command()
def recalls() -> None:
    """Decide whom withdrawals are to be told to, and measure what waits, until stopped."""
    work_until_stopped(SERVICE, Settings, create_recalls)


@commands.command()
def imports() -> None:
    """Work through imports until stopped."""
    work_until_stopped(SERVICE, Settings, create_imports)


@commands.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--controller", required=True, help="To which controller.")
@click.option("--source", required=True, help="From which older system, always by the same name.")
@click.option("--format", "media_type", type=click.Choice(["ndjson", "csv"]), default="ndjson", show_default=True)
@click.option("--dry-run", is_flag=True, help="Report what would become of each line, and record nothing.")
def import_consents(file: BinaryIO, controller: str, source: str, media_type: str, dry_run: bool) -> None:
    """Take over consents from a file (- for standard input), and print what became of each line as JSON.

    Ends with 0 if no line was refused, with 1 if some were; with 2 if nothing could be imported. May be run again at
    any time: nothing is imported twice.
    """
    settings = read_settings(Settings)
    configure_logs(SERVICE.name, settings.log_level)
    try:
        ImportQuery().load({"controller": controller, "source": source})
        files = create_file_import(settings)
        command = ReceiveImport(controller, source, dry_run, Recorder(IMPORT_COMMAND))
        found = files.run(file, {"ndjson": NDJSON, "csv": CSV}[media_type], command)
        for line in files.report(found):
            click.echo(orjson.dumps(line))
    except ValidationError as error:
        raise click.UsageError(f"Not a code: {', '.join(sorted(error.messages_dict))}.") from None
    except InvalidRequest:
        raise click.UsageError("No policy pack is loaded for this controller.") from None
    except ImportTooLong:
        raise click.UsageError(f"A file has {MOST_LINES} lines at most. Nothing was imported.") from None
    except ImportUnreadable as error:
        raise click.UsageError(str(error)) from None
    except DBAPIError:
        raise click.ClickException("The database cannot be reached. What was received goes on; run it again.") from None
    click.echo(", ".join(f"{found[name]} {name.replace('_', ' ')}" for name in COUNTED) + ".", err=True)
    sys.exit(1 if found["refused"] else 0)
