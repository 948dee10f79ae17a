"""What the gate says that its copy holds, nobody relies on less of any more."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest

from services.disclosure.api.context import EXTENSION
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.use_cases.answer_checks import Gate
from services.disclosure.use_cases.consent_states import STRONG_READ, KnownState, KnownStates
from services.disclosure.use_cases.ports import StatesRead, SubjectKey
from shared.subject_references import key_id_of
from tests.integration.disclosure.service import LEASE, Service, a_check, a_consent, a_state, known_state
from tests.servers.service_client import body_of

LONG_ENOUGH_TO_NOTICE = 0.3
SOMEBODY_ELSE = f"k1.{'a' * 32}"


def copied_version(service: Service) -> int:
    token = service.issuer.token("consent-copy:read", controllers=("aleris",))
    body = {"controller": "aleris", "subject": service.reference}
    found: int = body_of(service.post("/v1/consent-copies/read-version", body, token))["version"]
    return found


def gate_of(service: Service) -> Gate:
    found: Gate = service.app.extensions[EXTENSION].gate
    return found


@contextmanager
def a_decision_under_way(service: Service, strong: KnownStates | None = None) -> Iterator[None]:
    """Be a decision that has read its state and not been committed."""
    gate, key = gate_of(service), SubjectKey("aleris", (service.reference,))
    with gate.units.begin() as unit:
        assert gate.states.reliable(unit, {key}, strong or {}, gate.clock())
        yield


def hear_meanwhile(service: Service, pool: ThreadPoolExecutor, version: int) -> "Future[None]":
    heard = pool.submit(service.hear, a_state(service.reference, version))
    sleep(LONG_ENOUGH_TO_NOTICE)
    return heard


def test_it_holds_what_the_projector_has_committed(gate: Service) -> None:
    assert copied_version(gate) == 0
    gate.hear(a_state(gate.reference, 3))
    assert copied_version(gate) == 3


def test_having_been_asked_about_somebody_is_no_version(gate: Service) -> None:
    gate.beat()
    gate.check()
    assert copied_version(gate) == 0


@pytest.mark.parametrize("before", [0, 3])
def test_a_version_waits_for_decisions_under_way_on_what_was_there_before(gate: Service, before: int) -> None:
    gate.hear(a_state(SOMEBODY_ELSE, 1))
    if before:
        gate.hear(a_state(gate.reference, before))
    gate.beat()
    with ThreadPoolExecutor(1) as pool:
        with a_decision_under_way(gate):
            heard = hear_meanwhile(gate, pool, before + 1)
            assert copied_version(gate) == before
        heard.result(10)
    assert copied_version(gate) == before + 1


def test_the_first_version_under_a_new_key_waits_for_every_decision_under_way(gate: Service) -> None:
    gate.beat()
    with ThreadPoolExecutor(1) as pool:
        with a_decision_under_way(gate):
            heard = pool.submit(gate.hear, a_state(SOMEBODY_ELSE, 1))
            sleep(LONG_ENOUGH_TO_NOTICE)
            assert not heard.done()
        heard.result(10)


def test_a_version_waits_for_decisions_under_way_on_the_consent_services_word(gate: Service) -> None:
    told = KnownState(gate.reference, known_state(gate.reference, 3, a_consent()), STRONG_READ, gate.clock.now + LEASE)
    gate.hear(a_state(SOMEBODY_ELSE, 1))
    with ThreadPoolExecutor(1) as pool:
        with a_decision_under_way(gate, {SubjectKey("aleris", (gate.reference,)): told}):
            heard = hear_meanwhile(gate, pool, 4)
            assert copied_version(gate) == 0
        heard.result(10)


class OvertakenConsent:
    """The consent service, whose first answer is out of date when it arrives."""

    def __init__(self, first: SubjectState, second: SubjectState, meanwhile: Callable[[], None]) -> None:
        self._answers, self._meanwhile = [second, first], meanwhile

    def states(self, controller: str, references: Sequence[str]) -> StatesRead:
        answer = self._answers.pop()
        self._meanwhile()
        return StatesRead(dict.fromkeys(references, answer), frozenset(map(key_id_of, references)))


def test_a_strong_read_that_the_copy_has_overtaken_is_not_relied_on(gate: Service) -> None:
    reference = gate.reference
    consent = OvertakenConsent(
        known_state(reference, 3, a_consent()),
        known_state(reference, 4),
        lambda: gate.hear(a_state(reference, 4)),
    )
    found = gate.app.extensions[EXTENSION]
    states = replace(found.gate.states, strong_read=consent)
    gate.app.extensions[EXTENSION] = replace(found, gate=replace(found.gate, states=states))
    decision = gate.check(consistency="strong")
    assert (decision["outcome"], decision["consent_state"]) == ("deny", 4)


def test_the_database_commits_nothing_after_the_lease(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    # The gate's clock stands still, so it never notices; no transaction is as quick as this.
    gate.beat(age=LEASE - timedelta(microseconds=1))
    assert gate.post("/v1/disclosure-checks", a_check()).status_code == 503
    assert gate.rows("SELECT id FROM decisions") == []
