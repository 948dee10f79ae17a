"""Webhooks over HTTP: registered, listed, paused, ended; their secret shown once."""

import base64
import json
from typing import Any

import pytest

from services.consent.use_cases.webhook_rules import MOST_WEBHOOKS
from tests.integration.consent.service import Service
from tests.servers.service_client import body_of

URL = "https://receiver.example/consents"
MANAGE = "consent-webhooks:manage"


def register(service: Service, **said: Any) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(service.post("/v1/webhooks", {"controller": "hospital", "url": URL} | said), 201)
    return answer


def listed(service: Service, token: str | None = None, query: str = "") -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = body_of(service.get(f"/v1/webhooks{query}", token))["webhooks"]
    return answer


def test_a_webhook_is_registered_with_a_secret_that_is_shown_once(service: Service) -> None:
    registered = register(service, event_types=["ConsentWithdrawn"])
    secret = registered.pop("secret")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert (registered["url"], registered["event_types"], registered["status"]) == (URL, ["ConsentWithdrawn"], "active")
    assert body_of(service.get(f"/v1/webhooks/{registered['id']}")) == registered
    assert listed(service) == [registered]


def test_no_secret_is_in_the_database(service: Service) -> None:
    answer = service.post("/v1/webhooks", {"controller": "hospital", "url": URL}, idempotency_key="k")
    secret = answer.get_json()["secret"].removeprefix("whsec_")
    for (table,) in service.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        held = str(service.rows(f"SELECT t::text FROM {table} t"))
        assert secret not in held
        assert base64.b64decode(secret).hex() not in held


def test_the_same_registration_with_the_same_key_is_one_webhook_and_shows_its_secret_again(service: Service) -> None:
    body = {"controller": "hospital", "url": URL}
    first, second = (body_of(service.post("/v1/webhooks", body, idempotency_key="k"), 201) for _ in range(2))
    assert first == second
    assert len(listed(service)) == 1


def test_a_webhook_is_paused_goes_on_and_ends_and_every_step_stays_on_record(service: Service) -> None:
    webhook = register(service)["id"]
    steps = [("pause", "paused"), ("resume", "active"), ("end", "ended")]
    for step, status in [both for both in steps for _ in range(2)]:
        assert body_of(service.post(f"/v1/webhooks/{webhook}/{step}", {}))["status"] == status
    rows = service.rows("SELECT status FROM webhook_statuses ORDER BY seq")
    assert [row.status for row in rows] == ["active", "paused", "active", "ended"]
    assert listed(service) == []
    assert body_of(service.get(f"/v1/webhooks/{webhook}"))["status"] == "ended"


@pytest.mark.parametrize("step", ["pause", "resume", "redeliveries"])
def test_what_has_ended_does_not_go_on(service: Service, step: str) -> None:
    webhook = register(service)["id"]
    service.post(f"/v1/webhooks/{webhook}/end", {})
    body = {"deliveries": [webhook]} if step == "redeliveries" else {}
    assert service.post(f"/v1/webhooks/{webhook}/{step}", body).status_code == 422


def test_another_controllers_webhook_is_as_if_it_were_not_there(service: Service) -> None:
    webhook = register(service)["id"]
    stranger = service.issuer.token(MANAGE, controllers=("clinic",))
    for path in (f"/v1/webhooks/{webhook}", f"/v1/webhooks/{webhook}/deliveries"):
        assert service.get(path, stranger).status_code == 404
    for step in ("pause", "resume", "end"):
        assert service.post(f"/v1/webhooks/{webhook}/{step}", {}, stranger).status_code == 404
    again = {"deliveries": [webhook]}
    assert service.post(f"/v1/webhooks/{webhook}/redeliveries", again, stranger).status_code == 404
    assert service.post("/v1/webhooks", {"controller": "hospital", "url": URL}, stranger).status_code == 403
    assert listed(service, stranger) == []
    assert listed(service)[0]["status"] == "active"


def test_the_list_can_be_of_one_controller(service: Service) -> None:
    register(service)
    both = service.issuer.token(MANAGE, controllers=("hospital", "clinic"))
    assert len(listed(service, both, "?controller=hospital")) == 1
    assert listed(service, both, "?controller=clinic") == []
    assert service.get("/v1/webhooks?controller=clinic").status_code == 403


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"url": "http://receiver.example/"}, "/url"),
        ({"url": "https://10.0.0.1/"}, "/url"),
        ({"url": "https://receiver.example/0101011234"}, "/url"),
        ({"url": "https://receiver.example/a b"}, "/url"),
        ({"url": "https://receiver.example/" + "x" * 500}, "/url"),
        ({"url": 1}, "/url"),
        ({"event_types": []}, "/event_types"),
        ({"event_types": ["SubjectStateChanged"]}, "/event_types/0"),
        ({"secret": "mine"}, "/secret"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_by_name(
    shared_service: Service, said: dict[str, Any], pointer: str
) -> None:
    refused = body_of(shared_service.post("/v1/webhooks", {"controller": "hospital", "url": URL} | said), 422)
    assert refused["errors"][0]["pointer"] == pointer
    assert "0101011234" not in json.dumps(refused)


def test_a_controller_has_so_many_webhooks_and_no_more(service: Service) -> None:
    registered = [register(service)["id"] for _ in range(MOST_WEBHOOKS)]
    body = {"controller": "hospital", "url": URL}
    assert service.post("/v1/webhooks", body).status_code == 422
    service.post(f"/v1/webhooks/{registered[0]}/end", {})
    assert service.post("/v1/webhooks", body).status_code == 201


def test_what_was_never_delivered_cannot_be_sent_again(service: Service) -> None:
    webhook = register(service)["id"]
    refused = body_of(service.post(f"/v1/webhooks/{webhook}/redeliveries", {"deliveries": [webhook]}), 422)
    assert refused["errors"][0]["pointer"] == "/deliveries/0"


@pytest.mark.parametrize("query", ["status=lost", "limit=0", "limit=101", "cursor=x", "page=2"])
def test_a_list_of_deliveries_that_makes_no_sense_is_refused_by_name(service: Service, query: str) -> None:
    webhook = register(service)["id"]
    refused = body_of(service.get(f"/v1/webhooks/{webhook}/deliveries?{query}"), 422)
    assert refused["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"
