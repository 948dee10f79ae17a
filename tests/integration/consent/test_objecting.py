"""Raise an objection, list a subject's, lift it."""

from typing import Any
from uuid import uuid4

import pytest

from tests.integration.consent.service import CPR, Service, a_delegation, an_objection
from tests.integration.consent.test_acting_for_others import PARENT, REFERENCE, delegated
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, OWN_WORD, REPRESENTATIVE, SUBJECT
from tests.servers.service_client import body_of

OWN_GP = {"recipients": [{"kind": "own-gp"}]}
SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}


def test_an_objection_stands_until_it_is_lifted(service: Service) -> None:
    objection = service.object_to(OWN_GP)
    assert (objection["status"], objection["part"]) == ("in-force", OWN_GP)
    service.clock.move(days=1)
    lifted = service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"})
    assert lifted.status_code == 200
    assert (lifted.get_json()["status"], lifted.get_json()["lift"]["at"]) == ("lifted", "2026-03-02T12:00:00.000000Z")


def test_a_consent_given_later_does_not_lift_an_objection(service: Service) -> None:
    objection = service.object_to({})
    service.give()
    (kept,) = service.state()["objections"]
    assert kept["id"] == objection["id"]
    assert "lifted_at" not in kept


def test_lifting_what_is_lifted_already_succeeds_and_changes_nothing(service: Service) -> None:
    path = f"/v1/objections/{service.object_to(OWN_GP)['id']}/lift"
    first = service.post(path, {"channel": "desk"}).get_json()
    service.clock.move(hours=1)
    for again in ({}, {"at": first["lift"]["at"]}):
        assert body_of(service.post(path, {"channel": "desk"} | again)) == first
    assert service.state()["version"] == 2


@pytest.mark.parametrize(
    "otherwise",
    [
        {"channel": "phone"},
        {"at": "2026-03-01T12:00:00Z"},
        {"evidence": [{"kind": "scan", "reference": "archive:2"}]},
    ],
)
def test_a_second_lift_by_who_lifted_it_that_says_something_else_is_refused(
    service: Service, otherwise: dict[str, object]
) -> None:
    path = f"/v1/objections/{service.object_to(OWN_GP)['id']}/lift"
    service.clock.move(hours=1)
    said = {"channel": "desk", "lifted_by": {"authority": "representative", "reference": "attorney-1"}}
    lifted = body_of(service.post(path, said))
    problem = body_of(service.post(path, said | otherwise), 409)
    assert problem["type"] == "/problems/recorded-otherwise"
    assert body_of(service.post(path, said)) == lifted


LIFTED_BY_STAFF = [{}, {"lifted_by": BY_CUSTODY}, {"lifted_by": {"authority": "custody", "reference": REFERENCE}}]


@pytest.mark.parametrize("by_staff", LIFTED_BY_STAFF)
def test_who_lifts_at_a_screen_what_staff_have_lifted_finds_it_done(service: Service, by_staff: dict[str, Any]) -> None:
    delegated(service)
    path = f"/v1/objections/{service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)['id']}/lift"
    said = {"channel": "desk", "lifted_by": REPRESENTATIVE}
    first = body_of(service.post(path, said | by_staff))
    service.clock.move(hours=1)
    assert body_of(service.post(path, OWN_WORD, service.issuer.person(PARENT))) == first


def test_another_who_lifts_what_is_lifted_finds_it_done_whatever_they_say(service: Service) -> None:
    path = f"/v1/objections/{service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)['id']}/lift"
    first = body_of(service.post(path, {"channel": "desk", "lifted_by": BY_CUSTODY}))
    service.clock.move(hours=1)
    other = {"channel": "phone", "at": "2026-03-01T12:30:00Z", "lifted_by": REPRESENTATIVE}
    assert body_of(service.post(path, other)) == first


def test_a_subjects_objections_are_listed_newest_first_lifted_ones_too(service: Service) -> None:
    first, second = service.object_to(OWN_GP), service.object_to({}, kind="marketing")
    service.post(f"/v1/objections/{first['id']}/lift", {"channel": "desk"})
    found = service.post("/v1/objections/search", SEARCH).get_json()
    assert [(each["id"], each["status"]) for each in found["objections"]] == [
        (second["id"], "in-force"),
        (first["id"], "lifted"),
    ]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"kind": "grumble"}, "/kind"),
        ({"raised_at": "2026-03-01T12:00:01Z"}, "/raised_at"),
        ({"part": {"recipients": [{"kind": "gp"}]}}, "/part/recipients/0/kind"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_pointer_to_it(
    shared_service: Service, said: dict[str, object], pointer: str
) -> None:
    answer = shared_service.post("/v1/objections", an_objection(**said))
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]


@pytest.mark.parametrize("name", ["recipients", "purposes", "items", "channels"])
def test_an_empty_list_names_nothing_and_is_told_apart_from_everything(shared_service: Service, name: str) -> None:
    part: dict[str, object] = {name: []}
    consent = shared_service.give()
    taken_back = {"channel": "phone", "part": part}
    for path, said in (
        ("/v1/objections", an_objection(part=part)),
        ("/v1/delegations", a_delegation(part=part)),
        (f"/v1/consents/{consent['id']}/withdrawals", taken_back),
        (f"/v1/consents/{consent['id']}/withdrawals/preview", taken_back),
    ):
        (error,) = body_of(shared_service.post(path, said), 422)["errors"]
        assert error["pointer"] == f"/part/{name}"
        assert error["detail"].endswith("; leave the list out to mean all.")


def test_a_part_that_names_nothing_is_the_whole_of_whatever_it_is_a_part_of(service: Service) -> None:
    assert service.object_to({})["part"] == {}
    assert service.withdraw(service.give(), {})["consent_status"] == "withdrawn"
    assert body_of(service.post("/v1/delegations", a_delegation(part={})), 201)["part"] == {}


def test_an_objection_cannot_be_lifted_before_it_was_raised(service: Service) -> None:
    path = f"/v1/objections/{service.object_to(OWN_GP)['id']}/lift"
    answer = service.post(path, {"channel": "desk", "at": "2026-02-01T00:00:00Z"})
    assert [error["pointer"] for error in answer.get_json()["errors"]] == ["/at"]


def test_an_objection_that_does_not_exist_cannot_be_lifted(shared_service: Service) -> None:
    assert shared_service.post(f"/v1/objections/{uuid4()}/lift", {"channel": "desk"}).status_code == 404
