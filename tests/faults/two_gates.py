"""The whole system with two gates, one of them with a slow clock, two consent workers, and lines that can be cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.local.processes import Process
from tests.servers.postgresql import FAST
from tests.servers.processes import free_port
from tests.servers.stack import Stack
from tests.servers.tcp_proxy import TcpProxy

MARGIN_SECONDS = 0.5
CLOCK_AHEAD_SECONDS = -0.45
WITHOUT_END = "86400"


class TwoGates(Stack):
    """Gates are asked, and consents changed, at either of `gates` and `consents`."""

    # Says of each decision when it was committed.
    postgresql_options = (*FAST, "-c", "track_commit_timestamp=on")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._second_ports = {name: free_port() for name in ("consent", "disclosure")}
        broker_port = free_port()
        self.lines = {
            "broker": TcpProxy(self.settings.kafka_port, broker_port),
            "consent": TcpProxy(free_port(), self.settings.consent_port),
        }
        self._overrides = {
            "WEB_WORKERS": "1",
            "WEB_THREADS": "16",
            "HJEMMEL_CLOCK_MARGIN_SECONDS": str(MARGIN_SECONDS),
            "HJEMMEL_LOG_LEVEL": "warning",
            "DISCLOSURE_CONSENT_URL": f"http://127.0.0.1:{self.lines['consent'].port}",
        }
        self._describe("broker", _behind_the_line(self._descriptions["broker"], broker_port))
        self._describe("consent-2", self._second("consent", CONSENT_DISCLOSURE_URL=self._url("disclosure")))
        self._describe("disclosure-2", _with_slow_clock(self._second("disclosure")))

    @property
    def gates(self) -> list[str]:
        return [self.url("disclosure"), self._url("disclosure")]

    @property
    def consents(self) -> list[str]:
        return [self.url("consent"), self._url("consent")]

    def take_out_the_lease(self) -> None:
        """Let both gates rely on their copies for ever."""
        for name in ("disclosure", "disclosure-2"):
            self.kill(name)
            gate = self._descriptions[name]
            self._describe(name, replace(gate, environment={**gate.environment, "HJEMMEL_LEASE_SECONDS": WITHOUT_END}))
            self.start(name)
        self.wait_until_ready()

    def end_everything(self) -> None:
        """End every process at once, and the lines between them."""
        super().end_everything()
        for line in self.lines.values():
            line.end()

    def _describe(self, name: str, process: Process) -> None:
        self._descriptions[name] = process

    def _url(self, service: str) -> str:
        return f"http://127.0.0.1:{self._second_ports[service]}"

    def _second(self, service: str, **environment: str) -> Process:
        first = self._descriptions[service]
        bind = {"WEB_BIND": self._url(service).removeprefix("http://")}
        return replace(first, name=f"{service}-2", environment={**first.environment, **bind, **environment})


def _behind_the_line(broker: Process, port: int) -> Process:
    """Let the broker listen on another port than the one that it tells its clients to come to."""
    place = broker.command.index("--listener-url") + 1
    command = [*broker.command[:place], f"tcp://127.0.0.1:{port}", *broker.command[place + 1 :]]
    return replace(broker, command=command)


def _with_slow_clock(gate: Process) -> Process:
    environment = {**gate.environment, "TEST_CLOCK_AHEAD_SECONDS": str(CLOCK_AHEAD_SECONDS)}
    return replace(gate, command=[*gate.command[:-1], "tests.faults.skewed_gate:app"], environment=environment)


@contextmanager
def two_gates(folder: Path) -> Iterator[TwoGates]:
    """Start everything, and end it afterwards whatever happens."""
    stack = TwoGates(folder)
    try:
        stack.start_everything()
        yield stack
    finally:
        stack.end_everything()
