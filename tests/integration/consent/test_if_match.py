"""A change can be made to depend on what was read: then it happens to that, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.integration.consent.every_operation import PATHS, ids_of_things
from tests.integration.consent.service import CPR, DX, NOTES, Service
from tests.servers.service_client import body_of

READS = {
    "consents": "consent",
    "objections": "objection",
    "delegations": "delegation",
    "recalls": "recall",
    "deaths": "death",
}
CHANGES = {
    "consents.withdraw": "/v1/consents/{consent}",
    "objections.answer": "/v1/objections/{objection}",
    "objections.lift": "/v1/objections/{objection}",
    "delegations.accept": "/v1/delegations/{delegation}",
    "delegations.decline": "/v1/delegations/{delegation}",
    "delegations.end": "/v1/delegations/{accepted}",
    "recalls.sent": "/v1/recalls/{recall}",
    "recalls.answer": "/v1/recalls/{recall}",
    "webhooks.pause": "/v1/webhooks/{webhook}",
    "webhooks.resume": "/v1/webhooks/{webhook}",
    "webhooks.end": "/v1/webhooks/{webhook}",
}


@pytest.fixture
def ids(service: Service) -> dict[str, str]:
    return ids_of_things(service, CPR)


def change(service: Service, operation: str, ids: dict[str, str], **headers: str) -> TestResponse:
    path, body = PATHS[operation]
    return service.post(path.format(**ids), body, **headers)


def tag_of(service: Service, operation: str, ids: dict[str, str]) -> str:
    return service.get(CHANGES[operation].format(**ids)).headers["ETag"]


def everything(service: Service) -> list[Any]:
    return service.rows("SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM webhook_statuses)")


@pytest.mark.parametrize("operation", CHANGES)
def test_what_has_changed_since_it_was_read_is_left_as_it_is(
    service: Service, ids: dict[str, str], operation: str
) -> None:
    before = everything(service)
    answer = change(service, operation, ids, if_match='"another", W/"1"')
    assert (answer.status_code, answer.get_json()["type"]) == (412, "/problems/precondition-failed")
    assert everything(service) == before


@pytest.mark.parametrize("operation", CHANGES)
def test_what_is_as_it_was_read_is_changed_and_has_another_tag_from_then_on(
    service: Service, ids: dict[str, str], operation: str
) -> None:
    tag = tag_of(service, operation, ids)
    assert change(service, operation, ids, if_match=f'"another", {tag}').status_code in (200, 201)
    if operation != "webhooks.resume":  # It was active.
        assert tag_of(service, operation, ids) != tag


@pytest.mark.parametrize("headers", [{}, {"if_match": "*"}])
def test_nobody_who_does_not_ask_for_it_is_refused_a_withdrawal(service: Service, headers: dict[str, str]) -> None:
    consent = service.give()
    service.withdraw(consent, {"items": [NOTES]})
    answer = service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "phone"}, **headers)
    assert answer.get_json()["consent_status"] == "withdrawn"


@pytest.mark.parametrize("tags", ["1", '"1" "2"', '"', "", '"é"'])
def test_what_is_no_entity_tag_is_refused(shared_service: Service, tags: str) -> None:
    consent = shared_service.give()
    answer = shared_service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "phone"}, if_match=tags)
    assert answer.status_code == 422


@pytest.mark.parametrize(("what", "name"), READS.items())
def test_lists_tell_the_version_that_the_tag_names(service: Service, ids: dict[str, str], what: str, name: str) -> None:
    tag = service.get(f"/v1/{what}/{ids[name]}").headers["ETag"]
    search = {"controller": "hospital", "subject": {"cpr": CPR}}
    listed = {one["id"]: one for one in body_of(service.post(f"/v1/{what}/search", search))[what]}
    assert f'"{listed[ids[name]]["version"]}"' == tag


def test_a_repeated_request_hears_its_answer_although_the_thing_has_changed_by_it(service: Service) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals"
    body, headers = {"channel": "phone"}, {"if_match": '"1"', "idempotency_key": "one"}
    first = body_of(service.post(path, body, **headers), 201)
    assert body_of(service.post(path, body, **headers), 201) == first


def test_of_many_who_read_the_same_version_one_changes_it(service: Service) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals"

    def withdraw(place: int) -> int:
        part = {"items": [(DX, NOTES)[place % 2]]}
        return service.post(path, {"channel": "phone", "part": part}, if_match='"1"').status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(withdraw, range(16)))
    assert sorted(statuses) == [201, *[412] * 15]
    assert service.state()["version"] == 2
