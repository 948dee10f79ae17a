"""People who signed in end what lets somebody act for them, and nobody else's delegation."""

import json
from typing import Any

import pytest

from tests.integration.consent.service import Service
from tests.integration.consent.test_acting_for_others import PARENT, POWERS, delegated
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, CHILD, OWN_WORD, REPRESENTATIVE, grow_up
from tests.integration.consent.test_delegations import heard
from tests.servers.service_client import body_of

ADULT = "0101011234"
OWN = {"subject": {"cpr": ADULT}, "kind": "grant", "given_by": {"authority": "self"}}
SELF = {"authority": "self"}


def end(service: Service, delegation: dict[str, Any], cpr: str, **said: Any) -> Any:
    return service.post(f"/v1/delegations/{delegation['id']}/end", OWN_WORD | said, service.issuer.person(cpr))


def known(service: Service) -> dict[str, str]:
    """Return the child by reference, so that no date of birth is kept of it."""
    return {"reference": service.object_to({}, subject={"cpr": CHILD})["subject"]}


def pointers(answer: Any) -> list[str]:
    return [error["pointer"] for error in body_of(answer, 422)["errors"]]


@pytest.mark.parametrize(
    "said", [{}, {"kind": "power-of-attorney"}, {"given_by": REPRESENTATIVE}, {"from": "2026-04-01"}], ids=str
)
def test_a_person_ends_what_was_given_and_the_gate_hears_of_it(service: Service, said: dict[str, Any]) -> None:
    given = delegated(service, **OWN | said)
    ended = body_of(end(service, given, ADULT))
    [step] = [one for one in ended["steps"] if one["step"] == "ended"]
    assert (ended["status"], step["channel"], step["ended_by"]) == ("ended", "self-service", SELF)
    assert ended["effective"]["how"] == "confirmed"
    assert heard(service)[0].ended_at == service.clock.now
    [row] = service.rows("SELECT payload FROM outbox WHERE type = 'DelegationEnded'")
    assert json.loads(row.payload)["data"]["ended_by"] == SELF


def test_whose_delegation_a_person_ended_acts_for_them_no_more(service: Service) -> None:
    given, token = delegated(service, **OWN), service.issuer.person(PARENT)
    search = {"controller": "hospital", "subject": {"cpr": ADULT}}
    assert service.post("/v1/consents/search", search, token).status_code == 200
    body_of(end(service, given, ADULT))
    assert service.post("/v1/consents/search", search, token).status_code == 404


def test_a_second_end_at_a_screen_succeeds_and_changes_nothing(service: Service) -> None:
    given = delegated(service, **OWN)
    first = body_of(service.post(f"/v1/delegations/{given['id']}/end", {"channel": "desk"}))
    service.clock.move(hours=1)
    assert body_of(end(service, given, ADULT))["steps"] == first["steps"]
    assert "ended_by" not in first["steps"][-1]


def test_nobody_ends_at_a_screen_what_is_not_their_own(service: Service) -> None:
    """Neither somebody else, nor the delegate, nor another who acts for the person with every power."""
    given = delegated(service, **OWN, delegate={"kind": "own-gp", "id": "gp-1"})
    to_act = delegated(service, **OWN, powers=POWERS)
    custody = delegated(service)
    for one in (given, to_act, custody):
        nothing = end(service, {"id": "01890000-0000-7000-8000-000000000000"}, PARENT)
        answer = end(service, one, PARENT)
        assert (answer.status_code, answer.get_json()["detail"]) == (404, nothing.get_json()["detail"])
    assert [one.ended_at for one in heard(service)] == [None, None]


@pytest.mark.parametrize(
    "said",
    [{"kind": "custody"}, {"kind": "guardianship", "given_by": REPRESENTATIVE}, {"kind": "lasting-power"}],
    ids=str,
)
def test_what_the_law_or_an_authority_made_is_not_ended_by_the_persons_word(
    service: Service, said: dict[str, Any]
) -> None:
    given = delegated(service, **said)
    errors = body_of(end(service, given, CHILD), 422)["errors"]
    assert (errors[0]["pointer"], "law" in errors[0]["detail"]) == ("/ended_by/authority", True)
    assert service.get(f"/v1/delegations/{given['id']}").get_json()["status"] == "in-force"


@pytest.mark.parametrize("named", ["by number", "by reference"])
def test_what_custody_gave_a_child_ends_only_once_they_decide(service: Service, named: str) -> None:
    subject = {"cpr": CHILD} if named == "by number" else known(service)
    given = delegated(service, subject=subject, kind="grant", given_by=BY_CUSTODY)
    assert pointers(end(service, given, CHILD)) == ["/ended_by/authority"]
    grow_up(service)
    assert body_of(end(service, given, CHILD))["status"] == "ended"


def test_no_age_keeps_a_person_from_ending_what_they_gave(service: Service) -> None:
    given = delegated(service, **OWN | {"subject": known(service)})
    assert body_of(end(service, given, CHILD))["status"] == "ended"


def test_staff_say_whose_word_an_end_was_and_nobody_ends_by_custody_what_the_person_gave(service: Service) -> None:
    given = delegated(service, **OWN)
    path, said = f"/v1/delegations/{given['id']}/end", {"channel": "desk"}
    assert pointers(service.post(path, said | {"ended_by": BY_CUSTODY})) == ["/ended_by/authority"]
    ended = body_of(service.post(path, said | {"ended_by": REPRESENTATIVE}))
    read = body_of(service.get(f"/v1/delegations/{given['id']}"))
    assert read["steps"] == ended["steps"]
    assert read["steps"][-1]["ended_by"] == REPRESENTATIVE
