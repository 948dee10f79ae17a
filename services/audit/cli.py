"""The audit service's commands; its web side is gunicorn with wsgi.py."""

from services.audit.api import BLUEPRINTS
from services.audit.bootstrap import PACKAGE, SERVICE, create_consumer
from services.audit.settings import Settings
from shared.commands import service_commands, work_until_stopped

commands = service_commands(SERVICE, PACKAGE, BLUEPRINTS, Settings)


@commands.command()
def consume() -> None:
    """Move decisions and changes from Kafka to the log until stopped."""
    work_until_stopped(SERVICE, Settings, create_consumer)
