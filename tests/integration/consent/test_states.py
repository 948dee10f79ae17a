"""The strong read of subjects' states."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.consent.service import CPR, NOTES, Service, a_delegation
from tests.servers.service_client import body_of

SOMEBODY_ELSE = "0202021234"


def test_a_subject_of_whom_nothing_was_recorded_has_version_0(service: Service) -> None:
    state = service.state()
    assert state == {
        "controller": "hospital",
        "subject": state["subject"],
        "version": 0,
        "consents": [],
        "objections": [],
        "delegations": [],
    }


def test_reading_a_state_leaves_no_trace_of_the_subject(service: Service) -> None:
    service.state()
    assert service.rows("SELECT * FROM subject_states") == []


def test_a_state_holds_everything_and_each_change_is_one_version(service: Service) -> None:
    consent = service.give()
    withdrawal = service.withdraw(consent, {"items": [NOTES]})
    objection = service.object_to({})
    service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"})
    state = service.state()
    assert state["version"] == 4
    assert state["consents"][0]["withdrawals"][0]["id"] == withdrawal["id"]
    assert state["objections"][0]["lifted_at"] == "2026-03-01T12:00:00.000000Z"


def test_each_state_can_be_read_again_as_it_was(service: Service) -> None:
    def do(path: str, body: dict[str, Any]) -> str:
        answer: str = service.post(path, body).get_json()["id"]
        return answer

    consent = service.give()
    objection = service.object_to({}, kind="particular-situation")
    delegation = do("/v1/delegations", a_delegation())
    who = {"controller": "hospital", "subject": {"cpr": CPR}}
    death = do("/v1/deaths", who | {"died_on": "2026-02-20"})
    changes: list[Callable[[], object]] = [
        service.refuse,
        lambda: service.withdraw(consent, {"items": [NOTES]}),
        lambda: do(f"/v1/objections/{objection['id']}/answer", {"answer": "upheld", "grounds": "It was right."}),
        lambda: do(f"/v1/deaths/{death}/retraction", {}),
        lambda: do(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"}),
        lambda: do(f"/v1/delegations/{delegation}/acceptance", {"channel": "desk"}),
        lambda: service.withdraw(consent),
        lambda: do(f"/v1/delegations/{delegation}/end", {"channel": "desk"}),
    ]
    known = [service.state()]
    for change in changes:
        service.clock.move(days=1)
        change()
        known.append(service.state())
    assert [state["version"] for state in known] == list(range(4, 13))
    for day, state in enumerate(known, 1):
        assert state_as_of(service, f"2026-03-{day:02}T12:00:00Z") == state
    assert state_as_of(service, "2026-03-03T11:59:59Z") == known[1]
    before = state_as_of(service, "2026-03-01T11:59:59Z")
    assert (before["version"], before["consents"], before["delegations"]) == (0, [], [])


def test_what_is_said_of_an_earlier_day_is_in_the_state_from_when_it_was_recorded(service: Service) -> None:
    service.give(given_at="2026-02-01T10:00:00Z")
    assert state_as_of(service, "2026-02-20T12:00:00Z")["consents"] == []
    service.clock.move(days=1)
    assert len(state_as_of(service, "2026-03-01T12:00:00Z")["consents"]) == 1


def test_a_state_still_to_come_is_not_told(service: Service) -> None:
    asked = {"controller": "hospital", "subjects": [{"cpr": CPR}], "as_of": "2026-03-01T12:00:01Z"}
    answer = service.post("/v1/states/read", asked)
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/as_of"]


def state_as_of(service: Service, moment: str) -> Any:
    asked = {"controller": "hospital", "subjects": [{"cpr": CPR}], "as_of": moment}
    [state] = body_of(service.post("/v1/states/read", asked))["states"]
    return state


def test_a_state_tells_the_gate_nothing_but_what_it_needs(service: Service) -> None:
    service.give(evidence=[{"kind": "scan", "reference": "archive:1"}])
    (consent,) = service.state()["consents"]
    assert not {"evidence", "recorded_by", "status", "controller"} & set(consent)


def test_several_states_are_answered_in_the_order_asked_for_and_each_once(service: Service) -> None:
    reference = service.give(subject={"cpr": SOMEBODY_ELSE})["subject"]
    states = service.states({"cpr": CPR}, {"reference": reference}, {"cpr": SOMEBODY_ELSE})
    assert [(state["subject"] == reference, len(state["consents"])) for state in states] == [(False, 0), (True, 1)]


def test_one_subjects_changes_do_not_touch_another(service: Service) -> None:
    service.give()
    service.give(subject={"cpr": SOMEBODY_ELSE})
    assert [state["version"] for state in service.states({"cpr": CPR}, {"cpr": SOMEBODY_ELSE})] == [1, 1]


@pytest.mark.parametrize(
    ("subjects", "pointer"), [([], "/subjects"), ([{"cpr": CPR}, {"cpr": "1"}], "/subjects/1/cpr"), (None, "/subjects")]
)
def test_what_is_no_subject_is_pointed_at(shared_service: Service, subjects: Any, pointer: str) -> None:
    answer = shared_service.post("/v1/states/read", {"controller": "hospital", "subjects": subjects})
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]
