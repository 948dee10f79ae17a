"""Give a consent, read it, list a subject's."""

from importlib import import_module
from uuid import uuid4

import pytest

from tests.integration.consent.service import CPR, Service, a_consent

VERSIONS = "services.consent.storage.migrations.versions"


def test_a_consent_given_can_be_read_where_the_answer_says(service: Service) -> None:
    answer = service.post("/v1/consents", a_consent(course="K1"))
    assert answer.status_code == 201
    read = service.get(answer.headers["Location"])
    assert read.status_code == 200
    assert read.get_json() == answer.get_json()
    assert read.headers["ETag"] == '"1"'


def test_the_answer_says_how_the_consent_stands_and_why(service: Service) -> None:
    consent = service.give()
    assert (consent["status"], consent["valid_until"]) == ("in-force", "2027-02-01")
    assert consent["valid_until_reason"] == "one-calendar-year"
    assert "2027-02-01" in consent["status_explanation"]


def test_of_consents_to_treatment_from_before_the_end_that_was_stated_is_recorded_to_be_why(service: Service) -> None:
    ended = {"stated_end": "2026-06-01"}
    given = [service.give(purposes=["second-opinion"], course="K1", **said) for said in ({}, ended)]
    service.as_owner("UPDATE consents SET valid_until_reason = 'course'")
    service.as_owner(import_module(f"{VERSIONS}.0021_say_which_end_was_stated").CORRECTION)
    recorded = {
        row.id: row.valid_until_reason for row in service.rows("SELECT id::text, valid_until_reason FROM consents")
    }
    assert [recorded[consent["id"]] for consent in given] == ["course", "stated-end"]


def test_a_consent_is_expired_from_the_day_it_is_valid_until(service: Service) -> None:
    consent = service.give(stated_end="2026-03-05")
    service.clock.move(days=3, hours=10.5)
    assert service.get(f"/v1/consents/{consent['id']}").get_json()["status"] == "in-force"
    service.clock.move(hours=1)
    assert service.get(f"/v1/consents/{consent['id']}").get_json()["status"] == "expired"


def test_everything_said_of_a_consent_is_kept(service: Service) -> None:
    said = {
        "given_by": {"authority": "representative", "reference": "guardian-7"},
        "expression": "ordinary",
        "text": {"id": "insurer-payment", "version": "3", "language": "pl", "sha256": "cd" * 32},
        "recipients": [{"kind": "insurer", "country": "SE"}],
        "form": "oral",
        "form_exemption": "Rings from a ward abroad",
        "course": "K1",
        "stated_end": "2026-12-31",
        "items": [
            {"category": "dx", "course": "K1", "episode": "E1", "label": "psychiatry"},
            {"category": "*", "period": {"from": "2026-01-01", "until": "2026-02-01"}},
        ],
        "evidence": [{"kind": "recording", "reference": "archive:17", "sha256": "ab" * 32}],
    }
    consent = service.get(f"/v1/consents/{service.give(**said)['id']}").get_json()
    assert consent["scope"]["items"] == said.pop("items")
    assert consent["scope"]["recipients"] == said.pop("recipients")
    assert {name: consent[name] for name in said} == said
    assert (consent["recorded_by"], consent["state_version"]) == ("desk-screen", 1)


def test_a_subjects_consents_are_listed_newest_first(service: Service) -> None:
    first, second = service.give(), service.give()
    service.give(subject={"cpr": "0202021234"})
    search = {"controller": "hospital", "subject": {"cpr": CPR}}
    found = service.post("/v1/consents/search", search).get_json()
    assert [consent["id"] for consent in found["consents"]] == [second["id"], first["id"]]


def test_a_subject_can_be_named_by_the_reference_of_an_earlier_answer(service: Service) -> None:
    consent = service.give()
    again = service.give(subject={"reference": consent["subject"]})
    assert again["subject"] == consent["subject"]
    assert again["state_version"] == 2


def test_a_hyphen_in_the_cpr_number_makes_no_other_subject(service: Service) -> None:
    assert service.give(subject={"cpr": "010101-1234"})["subject"] == service.give()["subject"]


def test_what_does_not_exist_is_not_found(shared_service: Service) -> None:
    for path in (f"/v1/consents/{uuid4()}", f"/v1/consents/{uuid4()}/history", "/v1/consents/one"):
        assert shared_service.get(path).status_code == 404


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"controller": "elsewhere"}, "/controller"),
        ({"subject": {"cpr": "9999999999"}}, "/subject/cpr"),
        ({"subject": {"cpr": CPR, "reference": "k1." + "a" * 32}}, "/subject"),
        ({"subject": {}}, "/subject"),
        ({"given_at": "2026-02-01T10:00:00"}, "/given_at"),
        ({"given_at": "2026-03-01T12:00:01Z"}, "/given_at"),
        ({"given_at": "0001-01-01T00:00:00+14:00"}, "/given_at"),
        ({"given_by": {"authority": "neighbour"}}, "/given_by/authority"),
        ({"given_by": {"authority": "custody", "reference": CPR}}, "/given_by/reference"),
        ({"given_by": {"authority": "custody", "reference": f"x-{CPR}"}}, "/given_by/reference"),
        ({"form": "oral"}, "/form"),
        ({"form": "oral", "form_exemption": f"Told by {CPR}"}, "/form_exemption"),
        ({"form": "oral", "form_exemption": "Two\nlines"}, "/form_exemption"),
        ({"form": "oral", "form_exemption": "NUL\0"}, "/form_exemption"),
        ({"channel": "pigeon"}, "/channel"),
        ({"text": {"id": "t", "version": "1"}}, "/text/language"),
        ({"stated_end": "2026-02-01"}, "/stated_end"),
        ({"recipients": []}, "/scope/recipients"),
        ({"recipients": [{"kind": "insurer", "id": "010101-1234"}]}, "/scope/recipients/0/id"),
        ({"recipients": [{"kind": "insurer", "id": "a b"}]}, "/scope/recipients/0/id"),
        ({"purposes": ["claims", "insurance-payment"]}, "/scope/purposes"),
        ({"purposes": ["gossip"]}, "/scope/purposes/0"),
        ({"items": [{"category": "x-rays"}]}, "/scope/items/0/category"),
        ({"items": [{"category": "dx", "period": "2026"}]}, "/scope/items/0/period"),
        ({"name": "Somebody"}, "/name"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_pointer_to_it(
    shared_service: Service, said: dict[str, object], pointer: str
) -> None:
    token = shared_service.issuer.token("consent:write", controllers=("hospital", "elsewhere"))
    answer = shared_service.post("/v1/consents", a_consent(**said), token=token)
    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert answer.mimetype == "application/problem+json"
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]


def test_what_is_refused_leaves_nothing_behind(service: Service) -> None:
    service.post("/v1/consents", a_consent(purposes=["gossip"]))
    for table in ("consents", "outbox", "subject_states"):
        assert service.rows(f"SELECT * FROM {table}") == []


def test_a_clock_slightly_ahead_is_forgiven(service: Service) -> None:
    assert service.give(given_at="2026-03-01T12:00:00.4Z")["given_at"] == "2026-03-01T12:00:00.000000Z"


def test_a_problem_never_repeats_a_cpr_number(shared_service: Service) -> None:
    answer = shared_service.post("/v1/consents", a_consent(given_by={"authority": "custody", "reference": CPR}))
    assert CPR not in answer.get_data(as_text=True)
