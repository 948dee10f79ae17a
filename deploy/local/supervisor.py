"""The running supervisor, spoken to over its UNIX socket."""

import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from deploy.local.errors import NotReady
from deploy.local.folders import Folders
from deploy.local.process_state import ProcessState
from deploy.local.processes import Tier
from deploy.local.supervisor_configuration import CONFIGURATION_FILE

LOG = "supervisor"


class Supervisor:
    """Starts, asks and stops the supervisor of one data folder."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders

    def start(self, environment: dict[str, str]) -> None:
        """Start it apart from this terminal, so that Ctrl-C reaches only whoever is to stop it in order."""
        configuration = self._folders.run / CONFIGURATION_FILE
        command = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--silent", "-c", str(configuration)]
        with self._folders.log(LOG).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 (our own configuration)
                command,
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.is_running():
            if process.poll() is not None:
                raise NotReady(LOG, "The supervisor ended at once; its last log lines are above.")
            time.sleep(0.05)

    def is_running(self) -> bool:
        try:
            self._call().getPID()
        except (OSError, HTTPException):
            return False
        except Fault:
            # It answers that it is shutting down.
            return True
        return True

    def start_applications(self) -> None:
        self._call().startProcessGroup(Tier.APPLICATION.name.lower(), False)

    def states(self) -> dict[str, ProcessState]:
        """Ask how every process fares; empty when the supervisor does not answer."""
        with suppress(OSError, HTTPException, Fault):
            return {entry["name"]: ProcessState.from_supervisor(entry) for entry in self._call().getAllProcessInfo()}
        return {}

    def stop(self) -> None:
        """Ask it to stop everything and end; a supervisor that is stopping already needs no asking."""
        with suppress(OSError, HTTPException, Fault):
            self._call().shutdown()

    def _call(self) -> Any:
        transport = SupervisorTransport(None, None, f"unix://{self._folders.supervisor_socket}")
        return ServerProxy("http://localhost", transport=transport).supervisor
