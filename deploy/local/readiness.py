"""Waits, for a bounded time, until every process runs and every service says that it is ready."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from deploy.local.environment import SERVICES
from deploy.local.errors import NotReady
from deploy.local.process_state import ProcessState
from deploy.local.settings import Settings

_MOST_STARTS = 5
_ASKED = ("identity", *SERVICES)


@dataclass
class Readiness:
    """What is known so far about who is ready."""

    ready: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    pids: dict[str, set[int]] = field(default_factory=dict)

    def note_process(self, state: ProcessState) -> None:
        """Remember its pid too: a process that has to be started over and over will never be ready."""
        if state.pid:
            self.pids.setdefault(state.name, set()).add(state.pid)
        if state.name not in _ASKED and state.state == "running":
            self.ready.add(state.name)

    @property
    def hopeless(self) -> str | None:
        """Name the process that keeps ending, if there is one."""
        return next((name for name, pids in self.pids.items() if len(pids) >= _MOST_STARTS), None)


def wait_until_ready(
    settings: Settings,
    states: Callable[[], dict[str, ProcessState]],
    report: Callable[[set[str], set[str]], None],
) -> None:
    """Return when everything is ready; report (ready, all) as it becomes so; raise NotReady when it does not."""
    deadline = time.monotonic() + settings.start_seconds
    readiness = Readiness()
    while True:
        everything = _look(readiness, settings, states())
        report(readiness.ready, everything)
        if everything and everything <= readiness.ready:
            return
        _give_up(readiness, everything, deadline, settings.start_seconds)
        time.sleep(0.2)


def _look(readiness: Readiness, settings: Settings, states: dict[str, ProcessState]) -> set[str]:
    for state in states.values():
        readiness.note_process(state)
    for name in _ASKED:
        if name in states and name not in readiness.ready:
            readiness.answers[name] = answer = _ask(settings.url(name))
            if not answer:
                readiness.ready.add(name)
    return set(states)


def _ask(url: str) -> str:
    """Ask a service whether it is ready: the empty string says yes, anything else why not."""
    try:
        with requests.Session() as session:
            session.trust_env = False
            response = session.get(f"{url}/readyz", timeout=5)
    except requests.RequestException:
        return "it does not answer yet"
    return "" if response.ok else f"it answers {response.status_code}: {response.text[:300].strip()}"


def _give_up(readiness: Readiness, everything: set[str], deadline: float, seconds: int) -> None:
    if culprit := readiness.hopeless:
        raise NotReady(culprit, f"{culprit} ends again and again; its last log lines are above.")
    if time.monotonic() > deadline:
        culprit = min(everything - readiness.ready, default="supervisor")
        why = readiness.answers.get(culprit, "it does not run")
        raise NotReady(culprit, f"{culprit} was not ready within {seconds} seconds: {why}.")
