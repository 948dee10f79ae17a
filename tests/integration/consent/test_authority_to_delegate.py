"""Who can let somebody in: the person from the age at which they decide, custody until then; judged at every read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.consent.api.context import EXTENSION
from shared.policy_packs.model import AgeOfConsent
from tests.integration.consent.service import CPR, Service, a_delegation
from tests.integration.consent.test_acting_for_others import NOTHING, PARENT, delegated, ids, what_the_parent_can_do
from tests.integration.consent.test_authority_by_age import (
    BY_CUSTODY,
    REPRESENTATIVE,
    SUBJECT,
    by_custody,
    grow_up,
    listed,
)
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_pack
from tests.unit.consent.test_coming_of_age import custody_rule

OWN = {"kind": "grant", "given_by": {"authority": "self"}}
CUSTODY = {"kind": "custody", "given_by": BY_CUSTODY}


def pointers(service: Service, **said: Any) -> list[str]:
    answer = service.post("/v1/delegations", a_delegation(**{"subject": SUBJECT, "accepted": True} | said))
    return [error["pointer"] for error in body_of(answer, 422)["errors"]]


def given_by_a_child(service: Service, **said: Any) -> dict[str, Any]:
    """Record what was given before ages were asked for: named by reference, the child's birthday not yet kept."""
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    given = delegated(service, subject=reference, **OWN | said)
    by_custody(service)
    return given


@pytest.mark.parametrize("said", [OWN, OWN | {"kind": "power-of-attorney"}, OWN | {"accepted": False}], ids=str)
def test_a_child_lets_nobody_in(service: Service, said: dict[str, Any]) -> None:
    assert pointers(service, **said) == ["/given_by/authority"]
    grow_up(service)
    body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, **said)), 201)


def test_a_child_named_by_reference_is_judged_by_the_date_of_birth_that_is_kept(service: Service) -> None:
    reference = {"reference": by_custody(service)["subject"]}
    assert pointers(service, subject=reference, **OWN) == ["/given_by/authority"]


@pytest.mark.parametrize("said", [{"kind": "grant", "given_by": BY_CUSTODY}, CUSTODY], ids=["let in by", "custody"])
def test_nobody_has_or_gives_custody_of_somebody_who_decides(service: Service, said: dict[str, Any]) -> None:
    place = "/kind" if said == CUSTODY else "/given_by/authority"
    assert pointers(service, subject={"cpr": CPR}, **said) == [place]
    assert service.rows("SELECT * FROM birth_dates") == []
    body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, **said)), 201)
    grow_up(service)
    assert pointers(service, **said) == [place]
    body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, subject_role="uk-patient", **said)), 201)


def test_custody_is_recorded_as_long_as_a_rule_lets_it_see_something(service: Service) -> None:
    packs = {"hospital": a_pack(rules=(custody_rule(16),))}
    known = service.app.extensions[EXTENSION]
    service.app.extensions[EXTENSION] = replace(known, surroundings=replace(service.surroundings, packs=packs))
    grow_up(service)
    assert pointers(service, powers=["give"], **CUSTODY) == ["/kind"]
    seen = body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, accepted=True, **CUSTODY)), 201)
    assert (seen["status"], seen["powers_in_force"]) == ("in-force", ["view"])


def test_what_was_asked_of_custody_is_not_accepted_once_the_person_decides(service: Service) -> None:
    asked = body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, **CUSTODY)), 201)
    grow_up(service)
    problem = body_of(service.post(f"/v1/delegations/{asked['id']}/acceptance", {"channel": "desk"}), 422)
    assert [error["pointer"] for error in problem["errors"]] == [""]
    assert "2026-05-01" in problem["errors"][0]["detail"]
    assert body_of(service.post(f"/v1/delegations/{asked['id']}/refusal", {"channel": "desk"}))["status"] == "declined"


def test_what_a_child_gave_stands_without_authority_for_ever(service: Service) -> None:
    given_by_a_child(service)
    for _ in range(2):
        [found] = listed(service, "delegations")
        assert (found["status"], found["powers_in_force"]) == ("without-authority", [])
        assert "younger than 15" in found["status_explanation"]
        grow_up(service)


def test_at_a_screen_nobody_acts_by_what_a_child_gave(service: Service) -> None:
    given_by_a_child(service)
    things = ids(service, authority="representative")
    assert what_the_parent_can_do(service, things) == NOTHING
    grow_up(service)
    assert what_the_parent_can_do(service, things) == NOTHING


@pytest.mark.parametrize(("first_day", "able"), [("2026-04-30", 404), ("2026-05-01", 200)])
def test_a_word_is_judged_on_the_day_from_which_it_counts(service: Service, first_day: str, able: int) -> None:
    given_by_a_child(service, **{"from": first_day})
    grow_up(service)
    [found] = listed(service, "delegations")
    assert found["status"] == ("in-force" if able == 200 else "without-authority")
    search = {"controller": "hospital", "subject": SUBJECT}
    assert service.post("/v1/consents/search", search, service.issuer.person(PARENT)).status_code == able


@pytest.mark.parametrize(("then", "since_april", "able"), [(15, 13, 404), (13, 15, 200)])
def test_a_childs_word_is_judged_by_the_law_of_that_day_wherever_it_is_asked_about(
    service: Service, then: int, since_april: int, able: int
) -> None:
    given_by_a_child(service)
    april = date(2026, 4, 1)
    ages = AgeOfConsent("health", (((date(1998, 10, 1), april), then), ((april, None), since_april)))
    service.surroundings.packs["hospital"] = a_pack(ages_of_consent={"health": ages, "uk": ages})
    service.clock.move(days=40)
    [found] = listed(service, "delegations")
    assert found["status"] == ("in-force" if able == 200 else "without-authority")
    search = {"controller": "hospital", "subject": SUBJECT}
    assert service.post("/v1/consents/search", search, service.issuer.person(PARENT)).status_code == able


def test_a_young_person_lets_somebody_in_from_the_age_of_the_role_in_which_they_do(service: Service) -> None:
    british = OWN | {"subject_role": "uk-patient", "powers": ["view"], "delegate": {"kind": "own-gp", "cpr": PARENT}}
    by_custody(service)
    grow_up(service)
    assert pointers(service, **british) == ["/given_by/authority"]
    danish = delegated(service, **british | {"subject_role": "patient"})
    assert danish["status"] == "in-force"
    service.clock.move(days=365)
    assert delegated(service, **british)["status"] == "in-force"


def test_a_british_word_that_was_given_too_young_counts_nowhere_though_a_danish_one_would(service: Service) -> None:
    given_by_a_child(service, subject_role="uk-patient", **{"from": "2026-05-01"})
    search = {"controller": "hospital", "subject": SUBJECT}
    for days in (61, 365):
        service.clock.move(days=days)
        [found] = listed(service, "delegations")
        assert (found["status"], found["powers_in_force"]) == ("without-authority", [])
        assert "younger than 16" in found["status_explanation"]
        assert service.post("/v1/consents/search", search, service.issuer.person(PARENT)).status_code == 404
