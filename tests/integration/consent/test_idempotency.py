"""A request repeated with its idempotency key has one effect and one answer."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import TestResponse

from tests.integration.consent.service import CPR, NOTES, Service, a_consent, an_objection
from tests.servers.service_client import body_of

OTHER = "0202021234"


def test_a_repeated_consent_is_given_once_and_answered_alike(service: Service) -> None:
    first = service.post("/v1/consents", a_consent(), idempotency_key="one")
    service.clock.move(hours=1)
    again = service.post("/v1/consents", a_consent(), idempotency_key="one")
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert again.headers["Location"] == first.headers["Location"]
    assert service.state()["version"] == 1


def test_a_repeated_withdrawal_hears_the_same_moment_of_effect(service: Service) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals"
    body = {"channel": "phone", "part": {"items": [NOTES]}}
    first = service.post(path, body, idempotency_key="one").get_json()
    service.clock.move(hours=1)
    assert service.post(path, body, idempotency_key="one").get_json() == first
    assert service.state()["version"] == 2


def test_a_repeated_withdrawal_is_the_same_request_when_the_token_has_since_got_more_controllers(
    service: Service,
) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals"
    wider = service.issuer.token("consent:write", controllers=("hospital", "clinic"))
    first = service.post(path, {"channel": "phone"}, idempotency_key="one").get_json()
    assert service.post(path, {"channel": "phone"}, wider, idempotency_key="one").get_json() == first


def test_a_repeated_objection_and_a_repeated_lift_have_one_effect(service: Service) -> None:
    first = service.post("/v1/objections", an_objection(), idempotency_key="one").get_json()
    assert service.post("/v1/objections", an_objection(), idempotency_key="one").get_json() == first
    lift = f"/v1/objections/{first['id']}/lift"
    lifted = service.post(lift, {"channel": "desk"}, idempotency_key="two").get_json()
    assert service.post(lift, {"channel": "desk"}, idempotency_key="two").get_json() == lifted
    assert service.state()["version"] == 2


def test_the_same_request_worded_otherwise_is_the_same_request(service: Service) -> None:
    first = service.post("/v1/consents", a_consent(), idempotency_key="one").get_json()
    hyphenated = a_consent(subject={"cpr": f"{CPR[:6]}-{CPR[6:]}"}, given_at="2026-02-01T11:00:00+01:00")
    assert service.post("/v1/consents", hyphenated, idempotency_key="one").get_json() == first


@pytest.mark.parametrize("other", [{"channel": "letter"}, {"subject": {"cpr": "0202021234"}}, {"course": "K1"}])
def test_a_key_cannot_be_used_for_another_request(service: Service, other: dict[str, object]) -> None:
    service.post("/v1/consents", a_consent(), idempotency_key="one")
    answer = service.post("/v1/consents", a_consent(**other), idempotency_key="one")
    assert answer.status_code == 422
    assert answer.get_json()["type"] == "/problems/idempotency-key-reused"
    assert len(service.rows("SELECT * FROM consents")) == 1


def test_a_key_cannot_be_used_for_another_operation(service: Service) -> None:
    service.post("/v1/objections", an_objection(), idempotency_key="one")
    answer = service.post("/v1/consents", a_consent(), idempotency_key="one")
    assert answer.get_json()["type"] == "/problems/idempotency-key-reused"


def test_two_clients_can_use_the_same_key(service: Service) -> None:
    other = service.issuer.token("consent:write", client="other-screen")
    service.post("/v1/consents", a_consent(), idempotency_key="one")
    assert service.post("/v1/consents", a_consent(), token=other, idempotency_key="one").status_code == 201
    assert service.state()["version"] == 2


def test_two_persons_at_one_client_can_use_the_same_key_and_learn_nothing_of_each_other(service: Service) -> None:
    first, other = (own_consent(service, cpr) for cpr in (CPR, OTHER))
    assert (first.status_code, other.status_code) == (201, 201)
    assert first.get_json()["subject"] != other.get_json()["subject"]
    assert [own_consent(service, cpr).get_json() for cpr in (CPR, OTHER)] == [first.get_json(), other.get_json()]


def own_consent(service: Service, cpr: str) -> TestResponse:
    """Give a consent as a person who signed in, with the same key as everybody else."""
    body = a_consent(subject={"cpr": cpr}, form="electronic", channel="self-service")
    return service.post("/v1/consents", body, service.issuer.person(cpr), idempotency_key="one")


def test_what_is_kept_of_a_persons_key_names_nobody(service: Service) -> None:
    own_consent(service, CPR)
    [(client,)] = service.rows("SELECT client FROM idempotent_answers")
    searched = [hashlib.sha256(text.encode()).hexdigest() for text in (CPR, f"idempotency of {CPR}")]
    assert not any(text in client for text in (CPR, *searched))


def test_a_refused_request_does_not_use_up_its_key(service: Service) -> None:
    refused = service.post("/v1/consents", a_consent(purposes=["gossip"]), idempotency_key="one")
    assert refused.status_code == 422
    assert service.post("/v1/consents", a_consent(), idempotency_key="one").status_code == 201


@pytest.mark.parametrize("key", ["a b", "é", "x" * 201, "010101-1234"])
def test_a_key_must_be_short_visible_and_nobodys_cpr_number(shared_service: Service, key: str) -> None:
    assert shared_service.post("/v1/consents", a_consent(), idempotency_key=key).status_code == 422


def test_requests_with_one_key_at_the_same_time_have_one_effect(service: Service) -> None:
    def give(_: int) -> str:
        return str(service.post("/v1/consents", a_consent(), idempotency_key="one").get_json()["id"])

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(give, range(12)))) == 1
    assert len(service.rows("SELECT * FROM consents")) == 1


def test_keys_raced_from_many_clients_lose_and_double_nothing(service: Service) -> None:
    tokens = [service.issuer.token("consent:write", client=f"desk-{number}") for number in range(3)]
    requests = [(token, f"key-{number}") for token in tokens for number in range(5)] * 4

    def give(request: tuple[str, str]) -> tuple[tuple[str, str], str]:
        token, key = request
        return request, body_of(service.post("/v1/consents", a_consent(), token, idempotency_key=key), 201)["id"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(give, requests))
    assert len(answers) == len(set(requests)) == 15
    assert {id_ for _, id_ in answers} == {one["id"] for one in service.state()["consents"]}
    assert service.state()["version"] == 15
