"""Whatever was recorded of somebody can be found, page by page, while more is recorded."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.consent.recalls import WENT, decided, recalls_to_two
from tests.integration.consent.service import CPR, Service, a_delegation
from tests.servers.service_client import body_of

SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}


def given_or_refused(service: Service) -> str:
    one: str = (service.refuse() if len(body_of(search(service, "consents"))["consents"]) % 2 else service.give())["id"]
    return one


def objected(service: Service) -> str:
    one: str = service.object_to({})["id"]
    return one


def delegated(service: Service) -> str:
    one: str = body_of(service.post("/v1/delegations", a_delegation()), 201)["id"]
    return one


def died(service: Service) -> str:
    one: str = body_of(service.post("/v1/deaths", SEARCH | {"died_on": "2026-02-20"}), 201)["id"]
    body_of(service.post(f"/v1/deaths/{one}/retraction", {}))
    return one


def recalled(service: Service) -> str:
    service.permits.told = [WENT]
    service.withdraw(service.give())
    decided(service)
    one: str = body_of(search(service, "recalls", limit=1))["recalls"][0]["id"]
    return one


LISTS: dict[str, Callable[[Service], str]] = {
    "consents": given_or_refused,
    "objections": objected,
    "delegations": delegated,
    "deaths": died,
    "recalls": recalled,
}


def search(service: Service, name: str, **said: Any) -> Any:
    return service.post(f"/v1/{name}/search", SEARCH | said)


@pytest.mark.parametrize("name", LISTS)
def test_every_page_follows_on_the_one_before_while_more_is_recorded(service: Service, name: str) -> None:
    recalls_to_two(service)
    recorded = [LISTS[name](service) for _ in range(5)]
    found, said = [], {"limit": 2}
    for _ in range(3):
        page = body_of(search(service, name, **said))
        found += [one["id"] for one in page[name]]
        said["cursor"] = page["next_cursor"]
        LISTS[name](service)
    assert found == recorded[::-1]
    assert page["next_cursor"] is None


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_just_fills_its_pages_has_no_empty_one_after_them(service: Service, name: str) -> None:
    recalls_to_two(service)
    for _ in range(2):
        LISTS[name](service)
    assert body_of(search(service, name, limit=2))["next_cursor"] is None


def test_a_cursor_fits_the_list_it_was_given_for_and_no_other(service: Service) -> None:
    for _ in range(2):
        service.give()
        objected(service)
    cursor = body_of(search(service, "consents", limit=1))["next_cursor"]
    body_of(search(service, "consents", limit=1, cursor=cursor))
    other = service.give(subject={"cpr": "0202021234"})["subject"]
    for name, said in (
        ("objections", {}),
        ("recalls", {}),
        ("consents", {"subject": {"reference": other}}),
        ("consents", {"as_of": "2026-03-01T12:00:00Z"}),
        ("consents", {"cursor": "made-up"}),
    ):
        answer = body_of(search(service, name, **{"cursor": cursor} | said), 422)
        assert [error["pointer"] for error in answer["errors"]] == ["/cursor"]
