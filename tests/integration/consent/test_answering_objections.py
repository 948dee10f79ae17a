"""An objection on grounds of somebody's own situation suspends, until it is weighed and answered."""

from datetime import timedelta

import pytest

from services.disclosure.domain.read_subject_state import subject_state_from
from shared.clock import timestamp
from tests.integration.consent.service import CPR, Service
from tests.servers.service_client import body_of

WEIGHED = {"answer": "overridden", "grounds": "The claim is before a court."}


def object_to(service: Service) -> str:
    objected: str = service.object_to({}, kind="particular-situation")["id"]
    return objected


@pytest.mark.parametrize(("answer", "status"), [("overridden", "overridden"), ("upheld", "upheld")])
def test_an_answer_is_kept_with_its_grounds_and_told_to_the_gate(service: Service, answer: str, status: str) -> None:
    objection = object_to(service)
    answered = service.post(f"/v1/objections/{objection}/answer", WEIGHED | {"answer": answer}).get_json()
    assert (answered["status"], answered["answered"]["grounds"]) == (status, WEIGHED["grounds"])
    [told] = subject_state_from(service.state()).objections
    assert (told.overridden_at == service.clock.now) is (answer == "overridden")


def test_how_it_stood_and_will_stand_is_told_of_every_moment(service: Service) -> None:
    objection = object_to(service)
    before, raised = timestamp(service.clock.now - timedelta(days=1)), timestamp(service.clock.now)
    service.clock.move(days=10)
    answered = WEIGHED | {"answer": "upheld"}
    service.post(f"/v1/objections/{objection}/answer", answered)
    service.clock.move(days=10)
    service.post(f"/v1/objections/{objection}/lift", {"channel": "desk"})
    moments = [before, raised, "2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z", "2026-04-01T00:00:00Z"]
    found = [stood(service, moment) for moment in moments]
    awaiting = "It has awaited the controller's answer since 2026-03-01, and suspends what it reaches until then."
    assert found == [
        ("not-yet-raised", "It was raised on 2026-03-01."),
        ("awaiting-answer", awaiting),
        ("awaiting-answer", awaiting),
        ("upheld", "The controller upheld it on 2026-03-11. It stands until it is lifted in so many words."),
        ("lifted", "It was lifted on 2026-03-21."),
    ]


def stood(service: Service, moment: str) -> tuple[str, str]:
    search = {"controller": "hospital", "subject": {"cpr": CPR}, "as_of": moment}
    [objection] = body_of(service.post("/v1/objections/search", search))["objections"]
    return objection["status"], objection["status_explanation"]


def test_the_grounds_stay_with_the_objection_and_leave_in_no_event(service: Service) -> None:
    service.post(f"/v1/objections/{object_to(service)}/answer", WEIGHED)
    leaving = [bytes(row.payload) for row in service.rows("SELECT payload FROM outbox")]
    assert not any(WEIGHED["grounds"].encode() in payload for payload in leaving)


def test_one_objection_gets_one_answer_and_a_repeated_request_the_same(service: Service) -> None:
    path = f"/v1/objections/{object_to(service)}/answer"
    first = service.post(path, WEIGHED, idempotency_key="k1").get_json()
    assert service.post(path, WEIGHED, idempotency_key="k1").get_json() == first
    assert service.post(path, WEIGHED).get_json() == first


@pytest.mark.parametrize("other", [{"answer": "upheld"}, {"grounds": "None."}, {"at": "2026-03-01T11:59:59Z"}])
def test_a_second_answer_that_says_something_else_is_refused_and_changes_nothing(
    service: Service, other: dict[str, str]
) -> None:
    path = f"/v1/objections/{object_to(service)}/answer"
    service.post(path, WEIGHED)
    state = service.state()
    assert body_of(service.post(path, WEIGHED | other), 409)["type"] == "/problems/recorded-otherwise"
    assert service.state() == state


def test_a_refusal_is_no_matter_of_weighing(service: Service) -> None:
    refusal = service.object_to({})["id"]
    answer = service.post(f"/v1/objections/{refusal}/answer", WEIGHED)
    assert [error["pointer"] for error in answer.get_json()["errors"]] == ["/answer"]


def test_what_was_lifted_is_not_answered(service: Service) -> None:
    objection = object_to(service)
    service.post(f"/v1/objections/{objection}/lift", {"channel": "desk"})
    assert service.post(f"/v1/objections/{objection}/answer", WEIGHED).status_code == 422
