"""The embedded broker for tests: it starts in milliseconds and forgets everything when it ends."""

import subprocess
from pathlib import Path

from deploy.local.broker import broker_command
from tests.servers.processes import free_port, kill, start, wait_for_port


class Tansu:
    """A broker of one test."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "tansu.log"
        self.port = free_port()
        self.bootstrap = f"127.0.0.1:{self.port}"
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        process = start(broker_command(self.port), self._log)
        wait_for_port(self.port, "Tansu listens")
        return process

    def stop(self) -> None:
        """End as a crash would."""
        kill(self.process)

    def start(self) -> None:
        """Start again, empty, on the same port."""
        self.process = self._start()

    def lose_everything(self, _topics: list[str]) -> None:
        """Be replaced by an empty broker."""
        self.stop()
        self.start()
