"""The whole system as real processes on free ports, each of which a test may kill, pause, stop and start."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import requests

from deploy.local.databases import create_databases, migrate
from deploy.local.environment import SERVICES, stack_environment
from deploy.local.folders import Folders, create_folders
from deploy.local.processes import Process, processes
from deploy.local.secrets import create_secrets
from deploy.local.settings import Settings
from deploy.local.token import fetch_token
from tests.servers.postgresql import OwnPostgreSQL
from tests.servers.processes import PATIENCE, free_port, kill, start, terminate, wait_for


class Stack:
    """Everything that `make run` starts, without the supervisor: what a test has ended stays ended."""

    postgresql_options: Sequence[str] = ()

    def __init__(self, folder: Path, environment: Mapping[str, str] = MappingProxyType({"WEB_WORKERS": "1"})) -> None:
        ports = {f"{name}_port": free_port() for name in (*SERVICES, "identity", "kafka")}
        self.settings = Settings(data=folder, start_seconds=int(PATIENCE), **ports)
        self.folders = Folders(folder)
        described = processes(self.settings, self.folders)
        self._descriptions = {process.name: process for process in described if process.name != "postgresql"}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._tokens: dict[str, str] = {}
        self._overrides = environment
        self.http = requests.Session()
        self.http.trust_env = False
        self.postgresql: OwnPostgreSQL | None = None

    @property
    def names(self) -> list[str]:
        """The name of every process but PostgreSQL's, in the order in which they are started."""
        return list(self._descriptions)

    def start_everything(self) -> None:
        """Start from nothing, and return when every service is ready."""
        self.lay_out()
        for name in self.names:
            self.start(name)
        self.wait_until_ready()

    def lay_out(self) -> None:
        """Make folders, secrets and migrated databases, and start PostgreSQL alone."""
        create_folders(self.settings)
        create_secrets(self.folders)
        for service in SERVICES:
            (self.folders.metrics / service).mkdir()
        self._environment = stack_environment(self.settings, self.folders, {}) | dict(self._overrides)
        self.postgresql = OwnPostgreSQL(self.folders, options=self.postgresql_options)
        create_databases(self.folders)
        migrate(self._environment)

    def start(self, name: str) -> None:
        """Start one process that is not running."""
        process: Process = self._descriptions[name]
        environment = self._environment | process.environment
        log = self.folders.log(name)
        self._running[name] = start(process.command, log, environment, process.folder, process.user)

    def kill(self, name: str) -> None:
        """End one process as a crash would, with the workers it has started."""
        kill(self._running[name])

    def stop(self, name: str) -> float:
        """Ask one process to end; return how many seconds that took."""
        return terminate(self._running[name])

    def reload(self, service: str) -> None:
        """Let a web side read its settings anew, worker by worker, while it goes on answering."""
        ended = self.log(service).count("Worker exiting")
        self._running[service].send_signal(signal.SIGHUP)
        wait_for(lambda: self.log(service).count("Worker exiting") > ended, f"{service} has new workers")
        wait_for(lambda: self.is_ready(service), f"{service} is ready again")

    @contextmanager
    def paused(self, name: str) -> Iterator[None]:
        """Freeze one process with its workers: its connections stay open and it answers nothing."""
        group = self._running[name].pid
        _signal_group(group, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal_group(group, signal.SIGCONT)

    def end_everything(self) -> None:
        """End every process at once."""
        self.http.close()
        for process in reversed(self._running.values()):
            kill(process)
        if self.postgresql:
            self.postgresql.crash()

    def url(self, service: str) -> str:
        """Return where a service answers."""
        return self.settings.url(service)

    def token(self, name: str) -> str:
        """Return an access token for a client or persona of the development identity provider."""
        if name not in self._tokens:
            self._tokens[name] = fetch_token(self.settings, name)
        return self._tokens[name]

    def is_ready(self, service: str) -> bool:
        """Return whether a service says that it is ready."""
        try:
            return requests.get(f"{self.url(service)}/readyz", timeout=5).ok
        except requests.RequestException:
            return False

    def wait_until_ready(self) -> None:
        """Return when every service, and the identity provider, says that it is ready."""
        for service in ("identity", *SERVICES):
            wait_for(lambda: self.is_ready(service), f"{service} is ready; logs: {self.folders.logs}")  # noqa: B023

    def log(self, name: str) -> str:
        """Return what a process has written."""
        return self.folders.log(name).read_text(errors="replace")


def _signal_group(group: int, number: signal.Signals) -> None:
    os.killpg(group, number)


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Start everything, and end it afterwards whatever happens."""
    stack = Stack(folder)
    try:
        stack.start_everything()
        yield stack
    finally:
        stack.end_everything()
