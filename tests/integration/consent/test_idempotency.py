"""A request repeated with its idempotency key has one effect and one answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.consent.service import CPR, NOTES, Service, a_consent, an_objection


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
