"""What has changed hands is announced once each, however often and beside what else; nothing depends on it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from services.consent.use_cases.announce_authority import announce_authority
from shared.web.request_context import new_trace
from tests.integration.consent.service import Service, a_delegation
from tests.integration.consent.test_authority_by_age import (
    BY_CUSTODY,
    REPRESENTATIVE,
    SUBJECT,
    by_custody,
    grow_up,
    listed,
    raised,
)
from tests.integration.consent.test_changes import everything
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_pack
from tests.unit.consent.test_coming_of_age import custody_rule

NEWS = ("ConsentPaused", "ObjectionPassedToSubject", "DelegationExpired", "DelegationNarrowed")


@pytest.fixture
def service(service: Service) -> Service:
    """The service, in which changes of authority can be announced outside a request."""
    units = service.surroundings.units
    service.surroundings = replace(service.surroundings, units=type(units)(units._engine, new_trace))
    return service


def delegated(service: Service, **said: Any) -> dict[str, Any]:
    usual = {"subject": SUBJECT, "kind": "custody", "given_by": BY_CUSTODY, "accepted": True}
    created: dict[str, Any] = body_of(service.post("/v1/delegations", a_delegation(**usual | said)), 201)
    return created


def news(service: Service) -> list[dict[str, Any]]:
    return [change for change in everything(service) if change["type"] in NEWS]


def test_what_has_changed_hands_is_announced_once_each(service: Service) -> None:
    consent, objection, delegation = by_custody(service), raised(service), delegated(service)
    assert announce_authority(service.surroundings) == 0
    grow_up(service)
    assert [announce_authority(service.surroundings) for _ in range(3)] == [3, 0, 0]
    paused, passed, expired = news(service)
    assert (paused["type"], passed["type"], expired["type"]) == NEWS[:3]
    assert paused["subject"] == consent["subject"]
    assert paused["data"] == {
        "consent": consent["id"],
        "paused_from": "2026-05-01",
        "text": consent["text"],
        "valid_until": None,
        "valid_until_reason": "until-withdrawn",
        "purposes": ["claims"],
        "state_version": 3,
    }
    assert passed["data"] == {
        "objection": objection["id"],
        "kind": "refusal",
        "own_from": "2026-05-01",
        "state_version": 3,
    }
    assert expired["data"]["delegation"] == delegation["id"]


def test_answers_are_the_same_whether_or_not_anything_was_announced(service: Service) -> None:
    by_custody(service), raised(service), delegated(service)
    grow_up(service)

    def answers() -> list[Any]:
        return [
            *(listed(service, what) for what in ("consents", "objections", "delegations")),
            service.state("0105114234"),
        ]

    before = answers()
    assert announce_authority(service.surroundings) == 3
    assert answers() == before


def test_what_was_taken_back_in_time_is_not_announced(service: Service) -> None:
    service.withdraw(by_custody(service))
    by_custody(service, stated_end="2026-04-01")
    objection, delegation = raised(service), delegated(service)
    said = {"channel": "desk", "lifted_by": BY_CUSTODY}
    body_of(service.post(f"/v1/objections/{objection['id']}/lift", said))
    body_of(service.post(f"/v1/delegations/{delegation['id']}/end", {"channel": "desk"}))
    delegated(service, accepted=False)
    grow_up(service)
    assert announce_authority(service.surroundings) == 0


def test_the_end_of_a_mandate_is_announced(service: Service) -> None:
    mandate = delegated(service, kind="guardianship", given_by=REPRESENTATIVE, until="2026-03-10")
    service.clock.move(days=8)
    assert announce_authority(service.surroundings) == 0
    service.clock.move(days=1)
    assert announce_authority(service.surroundings) == 1
    [event] = news(service)
    assert (event["type"], event["data"]["delegation"]) == ("DelegationExpired", mandate["id"])


def test_custody_that_may_still_see_is_announced_as_narrowed_and_later_as_over(service: Service) -> None:
    delegated(service, powers=["view", "give"])
    packs = {"hospital": a_pack(rules=(custody_rule(16),))}
    surroundings = replace(service.surroundings, packs=packs)
    grow_up(service)
    assert [announce_authority(surroundings) for _ in range(2)] == [1, 0]
    service.clock.move(days=365)
    assert [announce_authority(surroundings) for _ in range(2)] == [1, 0]
    narrowed, expired = news(service)
    assert (narrowed["type"], narrowed["data"]["powers"]) == ("DelegationNarrowed", ["view"])
    assert expired["type"] == "DelegationExpired"


def test_runs_at_the_same_time_announce_each_once(service: Service) -> None:
    given = sorted(by_custody(service)["id"] for _ in range(6))
    grow_up(service)
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: announce_authority(service.surroundings), range(4)))
    assert sum(counts) == len(given)
    assert sorted(event["data"]["consent"] for event in news(service)) == given


def test_what_was_decided_by_a_british_parent_is_announced_a_year_later_but_for_a_no(service: Service) -> None:
    british = {"subject_role": "uk-patient"}
    by_custody(service, **british), raised(service, **british), delegated(service, **british)
    grow_up(service)
    assert announce_authority(service.surroundings) == 1
    [passed] = news(service)
    assert (passed["type"], passed["data"]["own_from"]) == ("ObjectionPassedToSubject", "2026-05-01")
    service.clock.move(days=365)
    assert announce_authority(service.surroundings) == 2
    assert news(service)[1]["data"]["paused_from"] == "2027-05-01"


def test_a_word_given_too_young_keeps_nobody_from_being_asked(service: Service) -> None:
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    paused = service.give(subject=reference, purposes=["claims"], given_by=BY_CUSTODY)
    service.give(subject=reference, purposes=["claims"])
    raised(service)
    grow_up(service)
    announce_authority(service.surroundings)
    assert [one["data"]["consent"] for one in news(service) if one["type"] == "ConsentPaused"] == [paused["id"]]


def test_nobody_is_asked_who_has_answered_before_a_run_that_came_late(service: Service) -> None:
    for answered in (service.give, service.refuse):
        paused = by_custody(service)
        grow_up(service)
        at = {"given_at" if answered == service.give else "refused_at": "2026-05-01T12:00:00Z"}
        answered(subject=SUBJECT, purposes=["claims"], renews=paused["id"], **at)
        service.clock.move(days=-61)
    grow_up(service)
    assert announce_authority(service.surroundings) == 0
