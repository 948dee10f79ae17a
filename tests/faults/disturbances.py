"""What can happen to the processes and the lines between them while the system works."""

import time
from collections import Counter
from collections.abc import Callable
from random import Random

from tests.faults.two_gates import TwoGates

VICTIMS = ("disclosure", "disclosure-2", "consent", "consent-2", "consent-relay", "disclosure-consume", "broker")
Lasting = tuple[float, float]
"""So many seconds at least, and so many at most."""
SHORTER_AND_LONGER_THAN_THE_LEASE: Lasting = (0.2, 3.5)


class Disturbances:
    """One after the other, each for a random time; `done` counts them."""

    def __init__(self, stack: TwoGates, seed: int, lasting: Lasting = SHORTER_AND_LONGER_THAN_THE_LEASE) -> None:
        self.done: Counter[str] = Counter()
        self._lasting = lasting
        self._stack = stack
        self._chance = Random(seed)
        self._kinds: dict[str, Callable[[], None]] = {
            **{f"kill {name}": lambda name=name: self._kill(name) for name in VICTIMS},  # type: ignore[misc]
            **{f"pause {name}": lambda name=name: self._pause(name) for name in VICTIMS},  # type: ignore[misc]
            **{f"cut {name}": lambda name=name: self._cut(name) for name in stack.lines},  # type: ignore[misc]
            **{f"slow {name}": lambda name=name: self._slow(name) for name in stack.lines},  # type: ignore[misc]
        }

    def happen(self, until: Callable[[], bool], only: str = "") -> None:
        """Disturb until told to stop, by everything or only by what begins like this."""
        kinds = [name for name in self._kinds if name.startswith(only)]
        while not until():
            for name in self._chance.sample(kinds, len(kinds)):
                if until():
                    break
                self._kinds[name]()
                self.done[name] += 1
                time.sleep(self._chance.uniform(0, 1))

    def _kill(self, name: str) -> None:
        self._stack.kill(name)
        self._wait()
        self._stack.start(name)

    def _pause(self, name: str) -> None:
        with self._stack.paused(name):
            self._wait()

    def _cut(self, name: str) -> None:
        with self._stack.lines[name].cut():
            self._wait()

    def _slow(self, name: str) -> None:
        with self._stack.lines[name].slow(self._chance.uniform(0.05, 0.6)):
            self._wait()

    def _wait(self) -> None:
        time.sleep(self._chance.uniform(*self._lasting))
