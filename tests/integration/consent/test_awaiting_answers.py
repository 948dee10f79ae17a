"""What a controller still has to weigh and answer: found without naming anybody, by staff alone."""

from typing import Any

import pytest
from prometheus_client import REGISTRY

from services.consent.messaging.measure_what_waits import Measuring
from services.consent.use_cases.what_waits import what_waits
from tests.integration.consent.recalls import recalls_to_two
from tests.integration.consent.service import CPR, Service
from tests.servers.service_client import body_of

AWAITING = {"controller": "hospital", "status": "awaiting-answer"}
NAMED = {"controller": "hospital", "subject": {"cpr": CPR}}
PEOPLE = ["0101011234", "0202021234", "0303031234"]


def object_to(service: Service, cpr: str = CPR, **said: Any) -> str:
    raised: str = service.object_to({}, subject={"cpr": cpr}, **{"kind": "particular-situation"} | said)["id"]
    return raised


def ids_of(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["objections"]]


def listed(service: Service, limit: int = 100) -> list[str]:
    """Read page after page until there is no more."""
    body, found = AWAITING | {"limit": limit}, []
    while True:
        answer = body_of(service.post("/v1/objections/search", body))
        found += ids_of(answer)
        if answer["next_cursor"] is None:
            return found
        body |= {"cursor": answer["next_cursor"]}


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_what_awaits_an_answer_is_listed_the_oldest_first(service: Service, limit: int) -> None:
    late, early, between = (
        object_to(service, cpr, raised_at=f"2026-02-{day}T10:00:00Z")
        for cpr, day in zip(PEOPLE, ("20", "05", "10"), strict=True)
    )
    assert listed(service, limit) == [early, between, late]


def test_what_was_answered_or_lifted_or_is_no_matter_of_weighing_is_not_listed(service: Service) -> None:
    answered, lifted, awaiting = (object_to(service, cpr) for cpr in PEOPLE)
    object_to(service, kind="refusal")
    body_of(service.post(f"/v1/objections/{answered}/answer", {"answer": "upheld", "grounds": "It was right."}))
    body_of(service.post(f"/v1/objections/{lifted}/lift", {"channel": "desk"}))
    assert listed(service) == [awaiting]


def test_a_controller_sees_its_own_and_a_person_nobodys(service: Service) -> None:
    object_to(service)
    other = service.issuer.token("consent:read", controllers=("elsewhere",))
    assert service.post("/v1/objections/search", AWAITING, other).status_code == 403
    elsewhere = service.post("/v1/objections/search", AWAITING | {"controller": "elsewhere"}, other)
    assert body_of(elsewhere)["objections"] == []
    answer = service.post("/v1/objections/search", AWAITING, service.issuer.person(CPR))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/subject"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"controller": "hospital"}, "/subject"),
        (AWAITING | {"status": "upheld"}, "/status"),
        (AWAITING | {"status": "gossip"}, "/status"),
        (AWAITING | {"as_of": "2026-02-01T00:00:00Z"}, "/as_of"),
        (AWAITING | {"cursor": "made-up"}, "/cursor"),
        (NAMED | {"status": "awaiting-answer"}, "/status"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_pointer_to_it(
    shared_service: Service, body: dict[str, Any], pointer: str
) -> None:
    answer = body_of(shared_service.post("/v1/objections/search", body), 422)
    assert [error["pointer"] for error in answer["errors"]] == [pointer]


def test_since_when_the_oldest_awaits_its_answer_is_measured(service: Service) -> None:
    def measured() -> float | None:
        Measuring(lambda: what_waits(service.surroundings)).now()
        name = "consent_objections_awaiting_since_timestamp_seconds"
        return REGISTRY.get_sample_value(name, {"controller": "hospital"})

    recalls_to_two(service)
    since = service.clock.now.timestamp()
    objection = object_to(service)
    service.clock.move(days=3)
    assert measured() == since
    body_of(service.post(f"/v1/objections/{objection}/lift", {"channel": "desk"}))
    assert measured() == service.clock.now.timestamp()
