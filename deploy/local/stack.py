"""The life of a stack: prepared, started, looked after until it is told to stop, and stopped."""

import shutil
import time
from dataclasses import dataclass

import psutil
from rich.console import Console

from deploy.local.cluster import create_cluster
from deploy.local.databases import create_databases, migrate, wait_for_postgresql
from deploy.local.demonstration_data import load_demonstration_data
from deploy.local.environment import SERVICES, stack_environment
from deploy.local.errors import StackError
from deploy.local.folders import Folders, create_folders
from deploy.local.leftovers import end_processes, marked_processes, stack_mark
from deploy.local.preflight import refuse_full_disk, refuse_taken_ports, refuse_unsupported_machine
from deploy.local.processes import Process, processes
from deploy.local.progress import StartProgress
from deploy.local.readiness import wait_until_ready
from deploy.local.secrets import create_secrets
from deploy.local.settings import Settings
from deploy.local.start_lock import start_lock
from deploy.local.supervisor import Supervisor
from deploy.local.supervisor_configuration import write_configuration

# PostgreSQL writes everything out when it stops, which takes longest after a lot of work.
_STOP_SECONDS = 25
_LEFTOVER_SECONDS = 8


@dataclass(frozen=True)
class Stack:
    """One data folder and what runs on it."""

    settings: Settings
    folders: Folders
    supervisor: Supervisor

    @classmethod
    def of(cls, settings: Settings) -> "Stack":
        folders = Folders(settings.data)
        return cls(settings, folders, Supervisor(folders))

    @property
    def processes(self) -> list[Process]:
        return processes(self.settings, self.folders)

    def start(self, console: Console) -> None:
        """Start everything and return when it is ready; otherwise leave nothing running."""
        refuse_unsupported_machine()
        create_folders(self.settings)
        with start_lock(self.folders):
            self._make_room(console)
            try:
                with StartProgress(console) as progress:
                    self._start(progress)
            except BaseException:
                self.stop()
                raise

    def _start(self, progress: StartProgress) -> None:
        progress.say("Making keys and the database cluster")
        create_secrets(self.folders)
        create_cluster(self.folders)
        self._wipe_metrics()
        write_configuration(self.folders, self.processes)
        environment = stack_environment(self.settings, self.folders, stack_mark(self.folders))
        progress.say("Starting PostgreSQL, the broker and the identity provider")
        self.supervisor.start(environment)
        wait_for_postgresql(self.folders, self.settings.start_seconds)
        progress.say("Bringing the databases up to date")
        create_databases(self.folders)
        migrate(environment)
        self.supervisor.start_applications()
        wait_until_ready(self.settings, self.supervisor.states, progress.count)
        progress.say("Loading demonstration data")
        load_demonstration_data(self.settings)

    def _make_room(self, console: Console) -> None:
        if self.supervisor.is_running():
            raise StackError(
                f"Hjemmel already runs from {self.settings.data}; see `make status` or end it: `make stop`."
            )
        if ended := self.end_leftovers():
            console.print(f"Ended {ended} processes that an earlier run had left behind.")
        refuse_full_disk(self.folders)
        refuse_taken_ports(self.settings)

    def _wipe_metrics(self) -> None:
        """Numbers of processes that are gone would be counted as if they were still there."""
        shutil.rmtree(self.folders.metrics)
        self.folders.metrics.mkdir(mode=0o700)
        for service in SERVICES:
            (self.folders.metrics / service).mkdir()

    def refuse_if_down(self) -> None:
        """Raise StackError unless the stack runs and is looked after."""
        if self.supervisor.is_running():
            return
        if leftovers := marked_processes(self.folders):
            raise StackError(
                f"The supervisor is gone, but {len(leftovers)} processes are still there: end them with `make stop`, "
                "or end them and start everything with `make run`."
            )
        raise StackError("Hjemmel is not running; start it with: make run")

    def stop(self) -> bool:
        """Stop everything, and return whether there was anything."""
        running = marked_processes(self.folders)
        if self.supervisor.is_running():
            self.supervisor.stop()
            self._wait_until_gone(running)
        self.end_leftovers()
        return bool(running)

    def _wait_until_gone(self, running: list[psutil.Process]) -> None:
        """Wait for the end of all of them, but not for ever."""
        deadline = time.monotonic() + _STOP_SECONDS
        while running and time.monotonic() < deadline:
            # A question makes the supervisor look around at once, which it otherwise does every second.
            self.supervisor.is_running()
            running = psutil.wait_procs(running, timeout=0.05)[1]

    def end_leftovers(self) -> int:
        """End what this stack once started and nobody looks after any more."""
        leftovers = marked_processes(self.folders)
        if stubborn := end_processes(leftovers, _LEFTOVER_SECONDS):
            pids = " ".join(str(process.pid) for process in stubborn)
            raise StackError(f"These processes of an earlier run do not end; end them by hand: kill -9 {pids}")
        return len(leftovers)
