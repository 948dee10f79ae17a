"""The strong read of subjects' states."""

from typing import Any

import pytest

from tests.integration.consent.service import CPR, NOTES, Service

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
