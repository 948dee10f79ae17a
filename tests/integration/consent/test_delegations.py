"""Who acts for whom: asked for, accepted, declined, ended, and what the gate hears of it."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import Delegation
from tests.integration.consent.service import CPR, Service, a_delegation
from tests.servers.service_client import body_of

SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}


def request(service: Service, **said: Any) -> dict[str, Any]:
    created: dict[str, Any] = body_of(service.post("/v1/delegations", a_delegation(**said)), 201)
    return created


def take(service: Service, delegation: dict[str, Any], step: str, **said: Any) -> dict[str, Any]:
    path = f"/v1/delegations/{delegation['id']}/{step}"
    taken: dict[str, Any] = body_of(service.post(path, {"channel": "phone"} | said), 200)
    return taken


def heard(service: Service) -> tuple[Delegation, ...]:
    """What the gate understands of the state."""
    return subject_state_from(service.state()).delegations


def test_the_gate_hears_of_a_delegation_once_it_is_accepted(service: Service) -> None:
    asked = request(service)
    assert (asked["status"], heard(service)) == ("requested", ())
    service.clock.move(hours=1)
    assert take(service, asked, "acceptance")["status"] == "in-force"
    [delegation] = heard(service)
    assert (delegation.kind, delegation.delegate.id, delegation.authority) == ("grant", "gp-1", "self")
    assert delegation.begins_at == service.clock.now


def test_before_it_was_asked_for_a_delegation_was_not(service: Service) -> None:
    request(service)
    found = body_of(service.post("/v1/delegations/search", SEARCH | {"as_of": "2026-02-28T12:00:00Z"}))
    assert [one["status"] for one in found["delegations"]] == ["not-yet-requested"]


def test_what_the_subject_gives_needs_no_acceptance(service: Service) -> None:
    given = request(service, accepted=True, **{"from": "2026-04-01", "until": "2026-05-01"})
    assert given["status"] == "not-yet-begun"
    [delegation] = heard(service)
    assert (delegation.begins, delegation.until, delegation.begins_at) == (date(2026, 4, 1), date(2026, 5, 1), None)


def test_what_was_declined_is_never_heard_of_and_cannot_be_accepted(service: Service) -> None:
    asked = request(service)
    assert take(service, asked, "refusal")["status"] == "declined"
    assert service.post(f"/v1/delegations/{asked['id']}/acceptance", {"channel": "desk"}).status_code == 422
    assert heard(service) == ()


OTHERWISE = [
    {"channel": "desk"},
    {"at": "2026-03-01T11:00:00Z"},
    {"evidence": [{"kind": "scan", "reference": "archive:2"}]},
]


@pytest.mark.parametrize("otherwise", OTHERWISE)
@pytest.mark.parametrize("step", ["acceptance", "refusal"])
def test_a_second_acceptance_or_refusal_that_says_something_else_is_refused(
    service: Service, step: str, otherwise: dict[str, Any]
) -> None:
    asked = request(service)
    first = take(service, asked, step)
    service.clock.move(hours=1)
    problem = body_of(service.post(f"/v1/delegations/{asked['id']}/{step}", {"channel": "phone"} | otherwise), 409)
    assert problem["type"] == "/problems/recorded-otherwise"
    assert take(service, asked, step, at=first["steps"][0]["at"]) == take(service, asked, step) == first


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_the_first_end_stands_and_none_is_ever_refused(service: Service, otherwise: dict[str, Any]) -> None:
    given = request(service, accepted=True)
    ended = take(service, given, "end")
    service.clock.move(hours=1)
    assert take(service, given, "end", **otherwise)["steps"] == ended["steps"]


def test_an_end_counts_at_once_and_says_since_when_every_gate_knows(service: Service) -> None:
    given = request(service, accepted=True)
    ended = take(service, given, "end")
    assert ended["status"] == "ended"
    assert ended["effective"]["how"] == "confirmed"
    assert heard(service)[0].ended_at == service.clock.now
    assert take(service, given, "end")["steps"] == ended["steps"]


def test_what_was_only_asked_for_cannot_be_ended(service: Service) -> None:
    asked = request(service)
    assert service.post(f"/v1/delegations/{asked['id']}/end", {"channel": "desk"}).status_code == 422


def test_who_may_only_withdraw_sees_nothing(service: Service) -> None:
    assert request(service, accepted=True, powers=["withdraw"])["status"] == "in-force"
    assert heard(service) == ()


def test_a_delegation_is_of_the_part_it_names(service: Service) -> None:
    request(
        service, accepted=True, part={"items": [{"category": "dx"}]}, evidence=[{"kind": "scan", "reference": "a:1"}]
    )
    [delegation] = heard(service)
    assert delegation.part.items is not None
    assert delegation.part.items[0].category == "dx"
    [listed] = service.post("/v1/delegations/search", SEARCH).get_json()["delegations"]
    assert listed["evidence"] == [{"kind": "scan", "reference": "a:1"}]


def test_a_delegation_over_is_listed_as_what_it_is(service: Service) -> None:
    request(service, accepted=True, until="2026-03-02")
    service.clock.move(days=1)
    [listed] = service.post("/v1/delegations/search", SEARCH).get_json()["delegations"]
    assert listed["status"] == "expired"


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"kind": "friendship"}, "/kind"),
        ({"delegate": {"kind": "own-gp"}}, "/delegate/id"),
        ({"delegate": {"kind": "neighbour", "id": "n-1"}}, "/delegate/kind"),
        ({"delegate": {"kind": "own-gp", "id": CPR}}, "/delegate/id"),
        ({"until": "2026-03-01"}, "/until"),
        ({"part": {"items": [{"category": "gossip"}]}}, "/part/items/0/category"),
        ({"powers": []}, "/powers"),
        ({"controller": "elsewhere"}, "/controller"),
    ],
)
def test_what_is_wrong_with_a_delegation_is_pointed_at(service: Service, said: dict[str, Any], pointer: str) -> None:
    token = service.issuer.token("consent:write", controllers=("hospital", "elsewhere"))
    answer = service.post("/v1/delegations", a_delegation(**said), token)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]


def test_each_step_leaves_an_event_for_the_audit_log(service: Service) -> None:
    take(service, request(service, accepted=True), "end")
    take(service, request(service), "acceptance")
    rows = service.rows("SELECT type FROM outbox WHERE topic = 'consent.changes.v1' ORDER BY seq")
    assert [row.type for row in rows] == [
        "DelegationGiven",
        "DelegationEnded",
        "DelegationRequested",
        "DelegationAccepted",
    ]
