"""The consent service's commands; its web side is gunicorn with wsgi.py."""

from services.consent.api import BLUEPRINTS
from services.consent.bootstrap import PACKAGE, SERVICE, create_relay
from services.consent.settings import Settings
from shared.commands import service_commands, work_until_stopped

commands = service_commands(SERVICE, PACKAGE, BLUEPRINTS, Settings)


@commands.command()
def relay() -> None:
    """Move states and changes to Kafka until stopped."""
    work_until_stopped(SERVICE, Settings, create_relay)
