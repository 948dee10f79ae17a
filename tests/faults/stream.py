"""A stream of checks that goes on whatever happens, and remembers what was answered."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.journeys.client import Client
from tests.servers.processes import wait_for

CALLERS = 4
PAUSE_AFTER_FAILURE_SECONDS = 0.05


class Stream:
    """What the callers were told: the id and outcome of each answered check, and the kinds of failure."""

    def __init__(self) -> None:
        self.answered: dict[str, str] = {}
        self.failures: Counter[str] = Counter()
        self.stopped = threading.Event()

    def wait_for_more(self, count: int, what: str) -> None:
        """Return once so many more checks have been answered."""
        aim = len(self.answered) + count
        wait_for(lambda: len(self.answered) >= aim, f"{count} more checks are answered {what}; {self.failures}")

    def ask_on_and_on(self, client: Client, caller: int) -> None:
        """Ask about one patient after another until the stream is stopped."""
        turn = 0
        while not self.stopped.is_set():
            turn += 1
            patient = {"cpr": f"0101{turn % 90 + 10}{1000 + caller}"}
            try:
                decision = client.check(patient, ["dx"])
            except AssertionError as refusal:
                self._failed(str(refusal)[:60])
            except requests.RequestException as error:
                self._failed(type(error).__name__)
            else:
                self.answered[decision["id"]] = decision["outcome"]

    def _failed(self, how: str) -> None:
        self.failures[how] += 1
        time.sleep(PAUSE_AFTER_FAILURE_SECONDS)


@contextmanager
def streaming(new_client: "type[Client]", stack: object) -> Iterator[Stream]:
    """Let several callers ask at once until the block ends."""
    stream = Stream()
    callers = [
        threading.Thread(target=stream.ask_on_and_on, args=(new_client(stack), number)) for number in range(CALLERS)
    ]
    for caller in callers:
        caller.start()
    try:
        yield stream
    finally:
        stream.stopped.set()
        for caller in callers:
            caller.join()


def entries_of(stream: Stream, client: Client) -> Counter[str]:
    """Return how many entries the audit log has of each answered decision, once it has caught up."""
    wait_for(lambda: stream.answered.keys() <= _logged(client).keys(), "the audit log catches up")
    logged = _logged(client)
    return Counter({decision: logged[decision] for decision in stream.answered})


def _logged(client: Client) -> Counter[str]:
    found: Counter[str] = Counter()
    cursor: dict[str, str] = {}
    while True:
        page = client.page(controller="aleris", type="DisclosureDecided", limit=500, **cursor)
        found.update(entry["id"] for entry in page["entries"])
        if not page.get("next_cursor"):
            return found
        cursor = {"cursor": page["next_cursor"]}
