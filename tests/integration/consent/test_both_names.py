"""Where staff act for a person, both names are kept: the client's, and the member of staff's."""

from typing import Any

import pytest

from services.consent.storage.tables import metadata
from tests.integration.consent.recalls import decided, listed, recalls_to_two
from tests.integration.consent.service import CPR, SCOPES, Service, a_consent, a_delegation, an_objection
from tests.integration.consent.test_authority_by_age import SUBJECT
from tests.servers.service_client import body_of

LIFT = {"channel": "desk"}
SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}
RECORDED = [name for name, table in sorted(metadata.tables.items()) if "recorded_by_staff" in table.columns]


def receptionist(service: Service, **claims: Any) -> str:
    usual = {"sub": "reception-4", "client_id": "reception-screen", "controllers": ["hospital"]}
    return service.issuer.signed(usual | {"scope": " ".join(SCOPES)} | claims)


def test_every_kind_of_record_has_both_names(service: Service) -> None:
    service.token = receptionist(service)
    recalls_to_two(service)
    consent = service.give()
    withdrawal, objection = service.withdraw(consent), service.object_to({}, kind="particular-situation")
    delegation = body_of(service.post("/v1/delegations", a_delegation()), 201)
    service.post(f"/v1/delegations/{delegation['id']}/acceptance", LIFT)
    service.post(f"/v1/objections/{objection['id']}/answer", {"answer": "upheld", "grounds": "It was right."})
    service.post(f"/v1/objections/{objection['id']}/lift", LIFT)
    death = body_of(
        service.post("/v1/deaths", {"controller": "hospital", "subject": {"cpr": CPR}, "died_on": "2026-02-20"}), 201
    )
    service.post(f"/v1/deaths/{death['id']}/retraction", {})
    decided(service)
    sent = body_of(service.post(f"/v1/recalls/{listed(service)[0]['id']}/sent", LIFT))["steps"][0]
    [known] = body_of(service.post("/v1/objections/search", SEARCH))["objections"]
    [taken_back] = body_of(service.get(f"/v1/consents/{consent['id']}"))["withdrawals"]
    [accepted] = body_of(service.post("/v1/delegations/search", SEARCH))["delegations"][0]["steps"]
    became = (taken_back, known["lift"], known["answered"], accepted)
    for answer in (sent, death, consent, service.refuse(), withdrawal, objection, delegation, *became):
        assert (answer["recorded_by"], answer["recorded_by_staff"]) == ("reception-screen", "reception-4")
    history = body_of(service.get(f"/v1/consents/{consent['id']}/history"))["versions"]
    assert [version["recorded_by_staff"] for version in history] == ["reception-4"] * 2
    for table in RECORDED:
        rows = service.rows(f"SELECT recorded_by, recorded_by_staff FROM {table}")
        assert [tuple(row) for row in rows] == [("reception-screen", "reception-4")], table


def test_the_audit_log_is_told_both_names_and_the_gate_neither(service: Service) -> None:
    service.token = receptionist(service)
    service.give()
    events = {
        row.topic: row.data
        for row in service.rows("SELECT topic, convert_from(payload, 'UTF8')::json -> 'data' AS data FROM outbox")
    }
    told = events["consent.changes.v1"]
    assert (told["client"], told["staff"]) == ("reception-screen", "reception-4")
    assert "reception" not in str(events["consent.states.v1"])


@pytest.mark.parametrize("authority", ["custody", "representative"])
def test_whoever_speaks_for_the_subject_is_named(service: Service, authority: str) -> None:
    by = {"authority": authority}
    objection = service.object_to({}, subject=SUBJECT)
    for path, body, place in (
        ("/v1/consents", a_consent(subject=SUBJECT, purposes=["claims"], given_by=by), "/given_by"),
        ("/v1/objections", an_objection(subject=SUBJECT, raised_by=by), "/raised_by"),
        ("/v1/delegations", a_delegation(subject=SUBJECT, given_by=by), "/given_by"),
        (f"/v1/objections/{objection['id']}/lift", LIFT | {"lifted_by": by}, "/lifted_by"),
    ):
        answer = body_of(service.post(path, body), 422)
        assert [error["pointer"] for error in answer["errors"]] == [f"{place}/reference"], path
        named = body | {place[1:]: by | {"reference": "parent-1"}}
        assert service.post(path, named).status_code < 300, path


def test_no_consent_is_kept_from_being_refused_or_withdrawn_for_want_of_a_name(service: Service) -> None:
    by = {"authority": "representative"}
    assert service.withdraw(service.give(), withdrawn_by=by)["withdrawn_by"] == by
    assert service.refuse(refused_by=by)["refused_by"] == by


@pytest.mark.parametrize("who", ["a system", "the person"])
def test_where_no_staff_act_there_is_one_name(service: Service, who: str) -> None:
    token = receptionist(service, sub="reception-screen") if who == "a system" else service.issuer.person(CPR)
    body = {"controller": "hospital", "subject": {"cpr": CPR}, "kind": "refusal", "channel": "self-service", "part": {}}
    objected = body_of(service.post("/v1/objections", body, token), 201)
    assert "recorded_by_staff" not in objected
    assert objected["recorded_by"] == ("reception-screen" if who == "a system" else "patient-pages")


@pytest.mark.parametrize("name", ["010101-1234", "0101011234", "staff 0101011234", "a\nb", "x" * 501])
def test_a_name_of_staff_that_must_not_be_kept_is_refused(service: Service, name: str) -> None:
    consent = service.give()
    withdrawn = service.post(f"/v1/consents/{consent['id']}/withdrawals", LIFT, receptionist(service, sub=name))
    assert (withdrawn.status_code, withdrawn.get_json()["type"]) == (403, "/problems/not-allowed")


def test_a_request_repeated_by_a_colleague_at_the_same_screen_is_the_same_request(service: Service) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals"
    first = service.post(path, LIFT, receptionist(service), idempotency_key="one").get_json()
    again = service.post(path, LIFT, receptionist(service, sub="reception-5"), idempotency_key="one").get_json()
    assert again == first
