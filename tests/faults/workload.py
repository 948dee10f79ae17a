"""Callers of both gates and both consent workers, who go on whatever happens and remember what they were told."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

import requests

from tests.faults.history import Answer, Withdrawal
from tests.faults.lives import Life, a_consent, next_life
from tests.faults.two_gates import TwoGates

ASKERS_PER_GATE, WITHDRAWERS = 3, 10
SIZES = (1, 1, 3, 10)
STRONGLY = 0.15
PATIENCE_SECONDS = 8.0
LONGEST_WAIT_FOR_A_PERMIT = 4.0
ASKED_ABOUT_AFTERWARDS_SECONDS = 0.4


class Workload:
    """`withdrawals` are those that were answered, `answers` every decision that was."""

    def __init__(self, stack: TwoGates, seed: int) -> None:
        self.withdrawals: list[Withdrawal] = []
        self.answers: list[Answer] = []
        self.failures: Counter[str] = Counter()
        self.sources: Counter[str] = Counter()
        self._stack = stack
        self._chance = Random(seed)
        self._alive: dict[str, Life] = {}
        self._over = threading.Event()
        self._lock = threading.Lock()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Let all callers work until the block ends."""
        askers = [(self._ask, gate) for gate in self._stack.gates for _ in range(ASKERS_PER_GATE)]
        withdrawers = [(self._live, place) for place in range(WITHDRAWERS)]
        threads = [threading.Thread(target=work, args=(what,)) for work, what in (*askers, *withdrawers)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            with self._lock:
                # Nobody is asked about any more, so nobody need wait for a permit.
                for life in self._alive.values():
                    life.seen_permitted.set()
            for thread in threads:
                thread.join()

    def _ask(self, gate: str) -> None:
        session = _session()
        while not self._over.is_set():
            with self._lock:
                alive = list(self._alive.values())
                asked = self._chance.sample(alive, min(len(alive), self._chance.choice(SIZES)))
            if asked:
                self._attempt(lambda: self._check(session, gate, asked))  # noqa: B023 - done before the next turn
            else:
                time.sleep(0.01)

    def _check(self, session: requests.Session, gate: str, lives: Sequence[Life]) -> None:
        bodies = [life.check(strongly=self._chance.random() < STRONGLY) for life in lives]
        began = time.monotonic()
        answer = self._post(session, f"{gate}/v1/disclosure-checks/batch", {"checks": bodies}, "journal-system")
        ended = time.monotonic()
        for life, decision in zip(lives, answer["decisions"], strict=True):
            with self._lock:
                self.answers.append(Answer(decision["id"], began, ended))
                self.sources[decision["consent_state_source"]] += 1
            if decision["outcome"] == "permit":
                life.seen_permitted.set()

    def _live(self, place: int) -> None:
        session = _session()
        while not self._over.is_set():
            with self._lock:
                life = next_life(self._chance)
            consent = self._chance.choice(self._stack.consents)
            self._attempt(lambda: self._go_through(session, consent, life))  # noqa: B023 - done before the next turn
            with self._lock:
                self._alive.pop(life.cpr, None)

    def _go_through(self, session: requests.Session, consent: str, life: Life) -> None:
        if life.gives_consent:
            given = self._post(session, f"{consent}/v1/consents", a_consent(life), "consent-desk")
            life.consent, life.reference = given["id"], given["subject"]
        with self._lock:
            self._alive[life.cpr] = life
        life.seen_permitted.wait(LONGEST_WAIT_FOR_A_PERMIT)
        if self._over.is_set():
            return
        path, body, categories = life.no()
        began = time.monotonic()
        answer = self._post(session, consent + path, body, "consent-desk")
        ended = time.monotonic()
        subject = life.reference or answer["subject"]
        with self._lock:
            self.withdrawals.append(Withdrawal(subject, categories, began, ended, answer["effective"]["how"]))
        time.sleep(ASKED_ABOUT_AFTERWARDS_SECONDS)

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except requests.RequestException as error:
            with self._lock:
                self.failures[type(error).__name__] += 1
            time.sleep(0.05)

    def _post(self, session: requests.Session, url: str, body: Any, persona: str) -> Any:
        headers = {"Authorization": f"Bearer {self._stack.token(persona)}"}
        answer = session.post(url, json=body, headers=headers, timeout=PATIENCE_SECONDS)
        answer.raise_for_status()
        return answer.json()


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session
