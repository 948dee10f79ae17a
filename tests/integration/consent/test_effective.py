"""Since when a withdrawal or an objection is effective, and how that is known."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.integration.consent.service import EVERYTHING, LEASE, MARGIN, Service, a_delegation
from tests.servers.service_client import body_of

Change = Callable[[Service], dict[str, Any]]
BOUND = LEASE + MARGIN


def withdrawal(service: Service) -> dict[str, Any]:
    return service.withdraw(service.give())


def objection(service: Service) -> dict[str, Any]:
    return service.object_to({})


def end_of_a_delegation(service: Service) -> dict[str, Any]:
    given = body_of(service.post("/v1/delegations", a_delegation(accepted=True)), 201)
    ended: dict[str, Any] = body_of(service.post(f"/v1/delegations/{given['id']}/end", {"channel": "phone"}))
    return ended


every_kind = pytest.mark.parametrize("change", [withdrawal, objection, end_of_a_delegation])


def effect(answer: dict[str, Any]) -> tuple[datetime, str]:
    return datetime.fromisoformat(answer["effective"]["at"]), answer["effective"]["how"]


@every_kind
def test_it_is_effective_as_soon_as_the_gate_says_that_it_has_come(service: Service, change: Change) -> None:
    began, service.gate.holds = service.clock.now, 0

    def hear_of_it() -> None:
        if service.clock.now > began + timedelta(seconds=0.4):
            service.gate.holds = 2

    service.gate.while_asked = hear_of_it
    at, how = effect(change(service))
    assert how == "confirmed"
    assert began + timedelta(seconds=0.4) < at == service.clock.now < began + BOUND


@every_kind
def test_with_a_gate_that_does_not_say_so_it_is_effective_when_its_lease_has_passed(
    service: Service, change: Change
) -> None:
    began, service.gate.holds = service.clock.now, 0
    assert effect(change(service)) == (began + BOUND, "lease-passed")
    assert service.clock.now == began + BOUND


@pytest.mark.parametrize("change", [withdrawal, end_of_a_delegation])
def test_an_older_version_at_the_gate_confirms_nothing(service: Service, change: Change) -> None:
    service.gate.holds = 1
    assert change(service)["effective"]["how"] == "lease-passed"


@pytest.mark.parametrize("holds", [0, EVERYTHING])
def test_whoever_repeats_a_request_hears_the_same_and_does_not_wait(service: Service, holds: int) -> None:
    service.gate.holds = holds
    consent = service.give()
    first = service.withdraw(consent)
    service.clock.move(hours=1)
    later, asked = service.clock.now, len(service.gate.asked)
    assert service.withdraw(consent) == first
    assert (service.clock.now, len(service.gate.asked)) == (later, asked)


def test_whoever_repeats_a_request_whose_wait_was_cut_off_does_not_wait_from_the_start(service: Service) -> None:
    consent, began = service.give(), service.clock.now

    def die() -> None:
        raise ConnectionAbortedError

    service.gate.while_asked = die
    assert service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "phone"}).status_code == 500
    service.clock.move(hours=1)
    assert effect(service.withdraw(consent)) == (began + BOUND, "lease-passed")


@every_kind
def test_no_connection_is_held_while_the_gate_is_asked(service: Service, change: Change) -> None:
    held: list[int] = []
    service.gate.while_asked = lambda: held.append(service.surroundings.units._engine.pool.checkedout())
    change(service)
    assert held == [0]


def test_the_gate_is_asked_about_a_reference(service: Service) -> None:
    answer = objection(service)
    assert service.gate.asked == [("hospital", answer["subject"])]
