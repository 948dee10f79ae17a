"""Nobody reaches what is not theirs, nor can tell it from what is not there: every operation of the access table."""

from typing import Any

import pytest

from services.consent.api.access import ACCESS
from shared.web.authentication import Scope
from tests.integration.consent.every_operation import (
    LISTS,
    OWN_WORD,
    PATHS,
    call,
    ids_of_nothing,
    ids_of_things,
    is_of_one_thing,
    names_a_controller,
    told,
)
from tests.integration.consent.service import CPR, SCOPES, Service, a_consent, a_refused_consent, an_objection
from tests.servers.issuer import SUBSTANTIAL
from tests.servers.service_client import body_of
from tests.servers.subject_keys import keys

ME, SOMEBODY, NOBODY, CHILD = "0202021234", CPR, "0303031234", "0404124234"
NEEDED = {operation: needed for operation, needed in ACCESS.items() if isinstance(needed, Scope)}
OWN = [operation for operation, needed in NEEDED.items() if needed.own]
ABOUT_SOMEBODY = [operation for operation in OWN if operation != "consent-texts.listed"]


def written(service: Service) -> list[Any]:
    return service.rows("SELECT seq FROM outbox ORDER BY xid, seq")


def test_every_operation_is_tried_here() -> None:
    assert set(PATHS) == set(NEEDED)


def test_a_person_may_do_these_things_for_themself_and_no_others() -> None:
    assert set(OWN) == {
        "consents.give",
        "consents.read",
        "consents.history",
        "consents.search",
        "consents.withdraw",
        "withdrawal-previews.preview",
        "recalls.search",
        "recalls.read",
        "refused.record",
        "consent-texts.listed",
        "objections.object_to",
        "objections.search",
        "objections.read",
        "objections.lift",
        "delegations.search",
        "delegations.read",
        "delegations.end",
        "receipts.of_grant",
        "receipts.of_withdrawal",
        "receipts.of_objection",
    }


def test_a_person_sees_and_changes_their_own(service: Service) -> None:
    ids, token = ids_of_things(service, ME), service.issuer.person(ME)
    for operation in OWN:
        assert call(service, operation, token, ids, {"cpr": ME}).status_code in (200, 201), operation
    reference = {"reference": keys("k1").references_of_cpr("hospital", ME)[0]}
    assert call(service, "consents.search", token, ids, reference).status_code == 200


@pytest.mark.parametrize("also", ["", " consent:read consent:write consent-state:read consent-changes:read"])
def test_a_person_cannot_tell_what_is_anothers_from_what_is_not_there(service: Service, also: str) -> None:
    ids, token = ids_of_things(service, SOMEBODY), service.issuer.person(ME, scope=f"consent:self{also}")
    before = written(service)
    reference = {"reference": keys("k1").references_of_cpr("hospital", SOMEBODY)[0]}
    for operation in ABOUT_SOMEBODY:
        nothing = told(call(service, operation, token, ids_of_nothing(), {"cpr": NOBODY}))
        assert nothing[0] == 404, operation
        for subject in ({"cpr": SOMEBODY}, reference):
            assert told(call(service, operation, token, ids, subject)) == nothing, operation
    assert written(service) == before


@pytest.mark.parametrize("operation", sorted(NEEDED.keys() - set(OWN)))
def test_what_is_for_staff_and_systems_is_closed_to_a_person(shared_service: Service, operation: str) -> None:
    token = shared_service.issuer.person(ME)
    assert call(shared_service, operation, token, ids_of_nothing(), {"cpr": ME}).status_code == 403


def test_a_person_of_another_controller_sees_nothing_of_their_own_here(service: Service) -> None:
    ids, token = ids_of_things(service, ME), service.issuer.person(ME, controllers=("clinic",))
    for operation in OWN:
        expected = 403 if names_a_controller(operation) else 404
        assert call(service, operation, token, ids, {"cpr": ME}).status_code == expected, operation


def test_staff_cannot_tell_what_is_another_controllers_from_what_is_not_there(service: Service) -> None:
    ids, token = ids_of_things(service, SOMEBODY), service.issuer.token(*SCOPES, controllers=("clinic",))
    before = written(service)
    for operation in NEEDED:
        nothing = told(call(service, operation, token, ids_of_nothing(), {"cpr": NOBODY}))
        assert told(call(service, operation, token, ids, {"cpr": SOMEBODY})) == nothing, operation
        assert nothing[0] == (404 if is_of_one_thing(operation) else 403) or operation in LISTS, operation
    assert body_of(service.get("/v1/changes", token))["changes"] == []
    assert body_of(service.get("/v1/webhooks", token))["webhooks"] == []
    assert written(service) == before


@pytest.mark.parametrize(
    "claims",
    [
        {"cpr": None},
        {"cpr": "0202"},
        {"cpr": [ME]},
        {"cpr": 202021234},
        {"cpr": "", "dk_ssn": ME},
        {"loa": None},
        {"loa": "https://data.gov.dk/concept/core/nsis/Low"},
        {"loa": ""},
        {"loa": [SUBSTANTIAL]},
        {"loa": None, "acr": SUBSTANTIAL},
    ],
)
def test_whoever_is_not_surely_known_reaches_nobody(shared_service: Service, claims: dict[str, Any]) -> None:
    token = shared_service.issuer.person(**{"cpr": ME, "scope": "consent:self consent:read consent:write"} | claims)
    for operation in OWN:
        answer = call(shared_service, operation, token, ids_of_nothing(), {"cpr": ME})
        assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/not-allowed"), operation
        assert ME not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "said", "pointer"),
    [
        ("/v1/consents", a_consent(form="electronic", channel="desk"), "/channel"),
        ("/v1/consents", a_consent(form="written", channel="self-service"), "/form"),
        (
            "/v1/consents",
            a_consent(form="electronic", channel="self-service", given_by={"authority": "custody"}),
            "/given_by",
        ),
        (
            "/v1/consents/refused",
            a_refused_consent(form="electronic", channel="self-service", refused_by={"authority": "custody"}),
            "/refused_by",
        ),
        ("/v1/objections", an_objection(channel="letter"), "/channel"),
        ("/v1/consents/{consent}/withdrawals", {"channel": "self-service", "how": "invalidated"}, "/how"),
        ("/v1/objections/{objection}/lift", {"channel": "phone"}, "/channel"),
        ("/v1/delegations/{accepted}/end", {"channel": "desk"}, "/channel"),
        (
            "/v1/delegations/{accepted}/end",
            {"channel": "self-service", "ended_by": {"authority": "custody"}},
            "/ended_by",
        ),
    ],
)
def test_a_person_claims_no_more_than_their_own_electronic_word(
    service: Service, path: str, said: dict[str, Any], pointer: str
) -> None:
    ids = ids_of_things(service, CPR)
    answer = service.post(path.format(**ids), said, service.issuer.person(CPR))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]


@pytest.mark.parametrize("named", ["by number", "by reference"])
def test_a_child_cannot_pass_the_age_of_consent_by_naming_itself_otherwise(service: Service, named: str) -> None:
    service.give(subject={"cpr": CHILD}, given_by={"authority": "custody", "reference": "parent-1"})
    reference = {"reference": keys("k1").references_of_cpr("hospital", CHILD)[0]}
    said = a_consent(form="electronic", subject={"cpr": CHILD} if named == "by number" else reference, **OWN_WORD)
    answer = service.post("/v1/consents", said, service.issuer.person(CHILD))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/given_by/authority"]


def test_keys_may_rotate_under_a_person_who_is_signed_in(service: Service) -> None:
    ids, token = ids_of_things(service, ME), service.issuer.person(ME)
    service.use_keys("k2", "k1")
    for operation in OWN:
        assert call(service, operation, token, ids, {"cpr": ME}).status_code in (200, 201), operation
