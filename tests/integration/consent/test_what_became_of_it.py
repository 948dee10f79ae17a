"""Answers tell everything recorded of a withdrawal, a lift and an answer, as of what they are about."""

from tests.integration.consent.service import CPR, Service
from tests.servers.service_client import body_of

EVIDENCE = [{"kind": "recording", "reference": "phone:17", "sha256": "ab" * 32}]
LATER = "2026-03-02T12:00:00.000000Z"


def test_a_withdrawal_is_told_with_its_evidence_and_who_recorded_it(service: Service) -> None:
    consent = service.give()
    service.clock.move(days=1)
    answer = service.withdraw(consent, evidence=EVIDENCE)
    [read] = body_of(service.get(f"/v1/consents/{consent['id']}"))["withdrawals"]
    [_, version] = body_of(service.get(f"/v1/consents/{consent['id']}/history"))["versions"]
    assert (read["recorded_at"], read["recorded_by"], read["state_version"]) == (LATER, "desk-screen", 2)
    assert [one["evidence"] for one in (answer, read, version["withdrawal"])] == [EVIDENCE] * 3
    assert {name: answer[name] for name in read} == read


def test_a_lift_and_an_answer_are_told_with_who_recorded_them(service: Service) -> None:
    objection = service.object_to({}, kind="particular-situation")
    assert not {"lift", "answered"} & objection.keys()
    service.clock.move(days=1)
    service.token = service.issuer.token("consent:write", "consent:read", client="other-screen")
    path, weighed = f"/v1/objections/{objection['id']}", {"answer": "upheld", "grounds": "It was right."}
    body_of(service.post(f"{path}/answer", weighed))
    lifted = body_of(service.post(f"{path}/lift", {"channel": "phone", "evidence": EVIDENCE}))
    [listed] = body_of(service.post("/v1/objections/search", {"controller": "hospital", "subject": {"cpr": CPR}}))[
        "objections"
    ]
    recorded = {"recorded_at": LATER, "recorded_by": "other-screen", "recorded_by_staff": "somebody"}
    assert listed["answered"] == weighed | recorded | {"at": LATER, "state_version": 2}
    assert listed["lift"] == {"at": LATER, "channel": "phone", "evidence": EVIDENCE, "state_version": 3} | recorded
    assert (listed["recorded_by"], listed["state_version"], listed["evidence"]) == ("desk-screen", 1, [])
    assert lifted == listed


def test_the_gate_is_told_neither_evidence_nor_who_recorded_it(service: Service) -> None:
    service.withdraw(service.give(), evidence=EVIDENCE)
    objection = service.object_to({})
    service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "phone", "evidence": EVIDENCE})
    state = str(service.state())
    assert "phone:17" not in state
    assert "recorded_by" not in state
