"""A service's own processes, as operators start them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.servers.processes import start
from tests.servers.service_settings import environment_of

REPOSITORY = Path(__file__).resolve().parents[2]


def start_command(service: str, name: str, settings: Any, log: Path) -> "subprocess.Popen[bytes]":
    """Start `python -m services.<service> <name>` with these settings."""
    return start([sys.executable, "-m", f"services.{service}", name], log, environment_of(settings), REPOSITORY)
