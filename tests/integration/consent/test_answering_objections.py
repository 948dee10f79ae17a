"""An objection on grounds of somebody's own situation suspends, until it is weighed and answered."""

import pytest

from services.disclosure.domain.read_subject_state import subject_state_from
from tests.integration.consent.service import Service

WEIGHED = {"answer": "overridden", "grounds": "The claim is before a court."}


def object_to(service: Service) -> str:
    objected: str = service.object_to({}, kind="particular-situation")["id"]
    return objected


@pytest.mark.parametrize(("answer", "status"), [("overridden", "overridden"), ("upheld", "in-force")])
def test_an_answer_is_kept_with_its_grounds_and_told_to_the_gate(service: Service, answer: str, status: str) -> None:
    objection = object_to(service)
    answered = service.post(f"/v1/objections/{objection}/answer", WEIGHED | {"answer": answer}).get_json()
    assert (answered["status"], answered["answered"]["grounds"]) == (status, WEIGHED["grounds"])
    [told] = subject_state_from(service.state()).objections
    assert (told.overridden_at == service.clock.now) is (answer == "overridden")


def test_the_grounds_stay_with_the_objection_and_leave_in_no_event(service: Service) -> None:
    service.post(f"/v1/objections/{object_to(service)}/answer", WEIGHED)
    leaving = [bytes(row.payload) for row in service.rows("SELECT payload FROM outbox")]
    assert not any(WEIGHED["grounds"].encode() in payload for payload in leaving)


def test_one_objection_gets_one_answer_and_a_repeated_request_the_same(service: Service) -> None:
    path = f"/v1/objections/{object_to(service)}/answer"
    first = service.post(path, WEIGHED, idempotency_key="k1").get_json()
    assert service.post(path, WEIGHED, idempotency_key="k1").get_json() == first
    assert service.post(path, WEIGHED).status_code == 422


def test_a_refusal_is_no_matter_of_weighing(service: Service) -> None:
    refusal = service.object_to({})["id"]
    answer = service.post(f"/v1/objections/{refusal}/answer", WEIGHED)
    assert [error["pointer"] for error in answer.get_json()["errors"]] == ["/answer"]


def test_what_was_lifted_is_not_answered(service: Service) -> None:
    objection = object_to(service)
    service.post(f"/v1/objections/{objection}/lift", {"channel": "desk"})
    assert service.post(f"/v1/objections/{objection}/answer", WEIGHED).status_code == 422
