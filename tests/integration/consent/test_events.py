"""What leaves the service: each change and the state it led to, in the transaction that made them true."""

import json
from typing import Any

import sqlalchemy as sa

from tests.integration.consent.service import CPR, INSURER_A, NOTES, Service

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
FREE_TEXT = "Rings from a ward abroad"


def outgoing(service: Service, topic: str) -> list[dict[str, Any]]:
    rows = service.rows(f"SELECT payload FROM outbox WHERE topic = '{topic}' ORDER BY xid, seq")
    return [json.loads(bytes(row.payload)) for row in rows]


def test_each_change_sends_the_whole_new_state_as_a_strong_read_would_answer_it(service: Service) -> None:
    consent = service.give()
    assert outgoing(service, "consent.states.v1")[-1]["data"] == service.state()
    service.withdraw(consent, {"recipients": [INSURER_A]})
    assert outgoing(service, "consent.states.v1")[-1]["data"] == service.state()
    objection = service.object_to({})
    assert outgoing(service, "consent.states.v1")[-1]["data"] == service.state()
    service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"})
    states = outgoing(service, "consent.states.v1")
    assert states[-1]["data"] == service.state()
    assert [state["data"]["version"] for state in states] == [1, 2, 3, 4]
    assert {(state["type"], state["version"]) for state in states} == {("SubjectStateChanged", 1)}


def test_the_audit_log_is_told_what_happened_by_whom_and_to_which_version(service: Service) -> None:
    consent = service.give(course="K1")
    withdrawal = service.withdraw(consent, {"items": [NOTES]})
    objection = service.object_to({"purposes": ["claims"]}, kind="restriction")
    service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"})
    given, withdrawn, raised, lifted = outgoing(service, "consent.changes.v1")
    assert [event["type"] for event in (given, withdrawn, raised, lifted)] == [
        "ConsentGiven",
        "ConsentWithdrawn",
        "ObjectionRaised",
        "ObjectionLifted",
    ]
    assert (given["data"]["consent"], given["data"]["course"]) == (consent["id"], "K1")
    assert (withdrawn["data"]["consent"], withdrawn["data"]["withdrawal"]) == (consent["id"], withdrawal["id"])
    assert withdrawn["data"]["part"] == {"items": [NOTES]}
    assert (raised["data"]["objection"], raised["data"]["kind"]) == (objection["id"], "restriction")
    assert lifted["data"]["objection"] == objection["id"]
    for version, event in enumerate((given, withdrawn, raised, lifted), start=1):
        assert (event["controller"], event["subject"]) == ("hospital", consent["subject"])
        assert (event["data"]["state_version"], event["data"]["client"]) == (version, "desk-screen")


def test_the_audit_log_is_told_no_free_text(service: Service) -> None:
    service.give(form="oral", form_exemption=FREE_TEXT, evidence=[{"kind": "note", "reference": "archive:1"}])
    told = json.dumps(outgoing(service, "consent.changes.v1"))
    assert FREE_TEXT not in told
    assert "archive:1" not in told


def test_a_cpr_number_is_nowhere_in_the_database(service: Service) -> None:
    service.give()
    service.object_to({}, subject={"cpr": f"{CPR[:6]}-{CPR[6:]}"})
    for (table,) in service.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        held = str(service.rows(f"SELECT t::text, convert_from(''::bytea, 'UTF8') FROM {table} t"))
        assert CPR not in held
    assert CPR.encode().hex() not in str(service.rows("SELECT payload FROM outbox"))
    assert all(CPR.encode() not in bytes(row.payload) for row in service.rows("SELECT payload FROM outbox"))


def test_both_events_are_keyed_by_the_subject_and_carry_the_callers_trace(service: Service) -> None:
    body = {"controller": "hospital", "subject": {"cpr": CPR}, "kind": "refusal", "channel": "desk", "part": {}}
    subject = service.post("/v1/objections", body, traceparent=TRACE).get_json()["subject"]
    rows = service.rows("SELECT key, traceparent FROM outbox")
    assert {row.key for row in rows} == {subject}
    assert {row.traceparent.split("-")[1] for row in rows} == {TRACE.split("-")[1]}


def test_a_change_and_its_events_become_true_in_one_transaction(service: Service) -> None:
    service.give()
    tables = ("consents", "subject_states", "outbox")
    assert len(service.rows(" UNION ".join(f"SELECT xmin::text FROM {table}" for table in tables))) == 1


def test_when_the_events_cannot_be_written_nothing_has_happened(service: Service) -> None:
    consent = service.give()
    with service.owner_engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("REVOKE INSERT ON outbox FROM consent"))
    answer = service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "phone"})
    assert answer.status_code >= 500
    assert service.state()["version"] == 1
    assert service.rows("SELECT * FROM withdrawals") == []
