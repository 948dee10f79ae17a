"""An embedded stack of a test's own, driven by the commands behind make's targets."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers.processes import PATIENCE, free_port

REPOSITORY = Path(__file__).parents[3]
SERVICES = ("CONSENT", "DISCLOSURE", "AUDIT", "IDENTITY", "KAFKA")


class LocalStack:
    """One data folder and its settings."""

    def __init__(self, data: Path) -> None:
        self.data = data
        ports = {f"HJEMMEL_{name}_PORT": str(free_port()) for name in SERVICES}
        waits = {"HJEMMEL_START_SECONDS": str(int(PATIENCE))}
        self.environment = {**os.environ, "HJEMMEL_DATA": str(data), "WEB_WORKERS": "1", **waits, **ports}

    def __call__(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end; its output and errors come back as one text."""
        with self.begin(*command) as process:
            output, _ = process.communicate(timeout=2 * PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, output)

    def begin(self, *command: str) -> "subprocess.Popen[str]":
        """Start a command that goes on until it is told to stop."""
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.local", *command],
            cwd=REPOSITORY,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.environment[f'HJEMMEL_{service.upper()}_PORT']}"
