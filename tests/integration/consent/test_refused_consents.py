"""Consents that were asked for and refused: records of their own, which never count and forbid nothing."""

from typing import Any
from uuid import uuid4

import pytest

from services.consent.api.context import EXTENSION
from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from tests.integration.consent.service import CPR, INSURER_B, NOTES, Service, a_consent, a_refused_consent
from tests.integration.consent.test_events import outgoing
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_consent_kind, a_pack

SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}


def listed(service: Service, **said: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body_of(service.post("/v1/consents/search", SEARCH | said))["consents"]
    return found


def test_what_was_asked_and_how_the_answer_was_no_is_kept_and_read_where_the_answer_says(service: Service) -> None:
    said = {
        "asked_by": "ward-12",
        "refused_by": {"authority": "custody", "reference": "guardian-7"},
        "form": "oral",
        "channel": "phone",
        "text": {"id": "insurer-payment", "version": "3", "language": "pl", "sha256": "cd" * 32},
        "course": "K1",
        "evidence": [{"kind": "recording", "reference": "archive:17", "sha256": "ab" * 32}],
    }
    answer = service.post("/v1/consents/refused", a_refused_consent(**said))
    refused = body_of(service.get(answer.headers["Location"]))
    assert {name: refused[name] for name in said} == said
    assert (refused["status"], refused["refused_at"]) == ("refused", "2026-02-01T10:00:00.000000Z")
    assert refused["status_explanation"] == "It was asked for and refused on 2026-02-01, and never was in force."
    assert (refused["recorded_by"], refused["state_version"], refused["withdrawals"]) == ("desk-screen", 1, [])
    assert refused["scope"] == a_consent()["scope"]
    created = answer.get_json()
    assert created.pop("goes_on") == []
    assert created == refused


def test_refused_consents_are_listed_among_the_others_newest_first(service: Service) -> None:
    found = [service.give(), service.refuse(), service.give(), service.refuse(subject={"cpr": "0202021234"})]
    assert [one["id"] for one in listed(service)] == [one["id"] for one in found[2::-1]]
    assert [one["status"] for one in listed(service, limit=2)] == ["in-force", "refused"]
    assert [one["status"] for one in listed(service, as_of="2025-01-01T00:00:00Z")][1] == "refused"


def test_a_refused_consent_never_reaches_the_gate_and_its_version_does(service: Service) -> None:
    consent = service.give()
    before = service.state()
    service.refuse()
    assert service.state() == before | {"version": 2}
    assert outgoing(service, "consent.states.v1")[-1]["data"] == service.state()
    assert [one["id"] for one in service.state()["consents"]] == [consent["id"]]


def test_the_audit_log_is_told_who_was_asked_for_what(service: Service) -> None:
    refused = service.refuse(course="K1")
    (told,) = outgoing(service, "consent.changes.v1")
    assert (told["type"], told["subject"]) == ("ConsentRefused", refused["subject"])
    assert told["data"] == {
        "consent": refused["id"],
        "client": refused["recorded_by"],
        "staff": refused["recorded_by_staff"],
        **{name: refused[name] for name in ("asked_by", "refused_at", "refused_by", "form", "channel", "text")},
        **{name: refused[name] for name in ("course", "scope", "state_version")},
    }


def test_whoever_said_no_is_told_what_needs_no_consent(service: Service) -> None:
    surroundings = service.app.extensions[EXTENSION].surroundings
    surroundings.packs["hospital"] = load_pack(PACKS_FOLDER / "aleris")
    scope = {"recipients": [{"kind": "own-gp"}], "purposes": ["treatment"], "items": [{"category": "*"}]}
    goes_on = service.refuse(text={"id": "any", "version": "1", "language": "da"}, **scope)["goes_on"]
    assert goes_on
    steps = {rule.id: rule.step for rule in surroundings.packs["hospital"].rules}
    assert {steps[one["rule"]] for one in goes_on} <= {"duty", "delegation", "basis"}
    assert all(one["says"]["da"] and one["says"]["en"] and one["law"] for one in goes_on)


def test_the_kind_is_the_first_that_covers_what_was_asked_for_whatever_the_form(service: Service) -> None:
    kinds = (a_consent_kind(id="other", purposes=frozenset({"claims"})), a_consent_kind(forms=("written",)))
    service.app.extensions[EXTENSION].surroundings.packs["hospital"] = a_pack(consent_kinds=kinds)
    assert service.refuse(form="oral")["kind"] == "hospital.payment"
    refused = service.post("/v1/consents/refused", a_refused_consent(kind="other"))
    assert [error["pointer"] for error in body_of(refused, 422)["errors"]] == ["/scope/purposes/0"]


def test_nobody_can_have_been_asked_with_a_text_of_the_pack_that_does_not_tell_of_it(service: Service) -> None:
    text = ConsentText("insurer-payment", {"3": frozenset({"claims"})})
    service.app.extensions[EXTENSION].surroundings.packs["hospital"] = a_pack(consent_texts={text.id: text})
    answer = body_of(service.post("/v1/consents/refused", a_refused_consent()), 422)
    assert [error["pointer"] for error in answer["errors"]] == ["/text/id"]
    assert service.refuse(purposes=["claims"])["status"] == "refused"


def test_a_later_consent_may_name_the_one_that_was_refused(service: Service) -> None:
    refused = service.refuse()
    consent = service.give(follows=refused["id"])
    assert consent["follows"] == refused["id"]
    assert listed(service)[0]["follows"] == refused["id"]
    assert body_of(service.get(f"/v1/consents/{refused['id']}"))["status"] == "refused"


def test_a_consent_cannot_follow_what_this_person_has_not_refused(service: Service) -> None:
    given, of_another = service.give(), service.refuse(subject={"cpr": "0202021234"})
    for named in (given["id"], of_another["id"], str(uuid4())):
        answer = service.post("/v1/consents", a_consent(follows=named))
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/follows"]
    answer = service.post("/v1/consents", a_consent(renews=service.refuse()["id"]))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/renews"]


def test_there_is_nothing_to_take_back_of_a_refused_consent(service: Service) -> None:
    refused = service.refuse()
    path = f"/v1/consents/{refused['id']}"
    answer = body_of(service.post(f"{path}/withdrawals", {"channel": "phone"}), 422)
    assert answer["errors"] == [{"pointer": "", "detail": "The consent was refused, so there is nothing to take back."}]
    assert service.get(f"{path}/withdrawals/{uuid4()}/receipt").status_code == 404
    assert [one["change"] for one in body_of(service.get(f"{path}/history"))["versions"]] == ["refused"]


def test_another_controllers_refused_consents_are_as_if_they_were_not_there(service: Service) -> None:
    path = f"/v1/consents/{service.refuse()['id']}"
    stranger = service.issuer.token("consent:read", "consent:write", controllers=("clinic",))
    for answer in (
        service.get(path, stranger),
        service.get(f"{path}/history", stranger),
        service.get(f"{path}/receipt", stranger),
        service.post(f"{path}/withdrawals", {"channel": "desk"}, stranger),
    ):
        assert answer.status_code == 404


def test_a_person_sees_what_they_refused_themself_and_nothing_that_another_did(service: Service) -> None:
    mine, anothers = service.refuse(), service.refuse(subject={"cpr": "0202021234"})
    token = service.issuer.person(CPR)
    statuses = [
        service.get(f"/v1/consents/{one['id']}{page}", token).status_code
        for one in (mine, anothers)
        for page in ("", "/history", "/receipt")
    ]
    assert statuses == [200, 200, 200, 404, 404, 404]


def test_a_request_that_is_repeated_is_recorded_once(service: Service) -> None:
    answers = [service.post("/v1/consents/refused", a_refused_consent(), idempotency_key="one") for _ in range(2)]
    assert answers[0].get_json() == answers[1].get_json()
    assert len(listed(service)) == 1
    other = service.post("/v1/consents/refused", a_refused_consent(items=[NOTES]), idempotency_key="one")
    assert other.status_code == 422


def test_a_no_counts_in_any_form_from_anybody_and_of_any_mixture(service: Service) -> None:
    service.refuse(form="oral", purposes=["claims", "insurance-payment"], recipients=[INSURER_B])
    service.refuse(subject={"cpr": "0101201234"}, refused_by={"authority": "self"})
    assert [one["form"] for one in listed(service)] == ["oral"]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"controller": "elsewhere"}, "/controller"),
        ({"asked_by": CPR}, "/asked_by"),
        ({"asked_by": f"x-{CPR}"}, "/asked_by"),
        ({"asked_by": None}, "/asked_by"),
        ({"refused_at": "2026-03-01T12:00:01Z"}, "/refused_at"),
        ({"refused_by": {"authority": "neighbour"}}, "/refused_by/authority"),
        ({"kind": "no-such-kind"}, "/kind"),
        ({"text": {"id": "insurer-payment", "version": "9", "language": "da"}}, "/text/version"),
        ({"purposes": ["gossip"]}, "/scope/purposes/0"),
        ({"items": [{"category": "x-rays"}]}, "/scope/items/0/category"),
        ({"stated_end": "2027-01-01"}, "/stated_end"),
        ({"follows": "one"}, "/follows"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_pointer_to_it(
    shared_service: Service, said: dict[str, object], pointer: str
) -> None:
    token = shared_service.issuer.token("consent:write", controllers=("hospital", "elsewhere"))
    answer = shared_service.post("/v1/consents/refused", a_refused_consent(**said), token=token)
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]
    assert CPR not in answer.get_data(as_text=True)


def test_a_refused_consent_is_of_every_role_since_it_has_no_age_to_reach(service: Service) -> None:
    answer = service.post("/v1/consents/refused", a_refused_consent(subject_role="patient"))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/subject_role"]
