"""Consents that lapse soon, and those whose text has been replaced: whom to ask again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.consent.api.context import EXTENSION
from shared.policy_packs.consent_text import ConsentText
from tests.integration.consent.service import NOTES, Service, a_refused_consent
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_pack

CONSENTS = frozenset({"insurance-payment"})
TEXTS = {
    "insurer-payment": ConsentText(
        "insurer-payment", dict.fromkeys(("1", "2", "3", "variant"), CONSENTS), {"1": "2", "2": "3"}
    ),
    "claims": ConsentText("claims", {"1": frozenset({"claims"})}),
}


@pytest.fixture
def service(service: Service) -> Service:
    return with_replaced_texts(service)


def with_replaced_texts(service: Service) -> Service:
    """Return the service, with a text of which two versions have been replaced, and another that has only one."""
    service.surroundings = replace(service.surroundings, packs={"hospital": a_pack(consent_texts=TEXTS)})
    dependencies = service.app.extensions[EXTENSION]
    service.app.extensions[EXTENSION] = replace(dependencies, surroundings=service.surroundings)
    return service


def on(version: str, text: str = "insurer-payment") -> dict[str, str]:
    return {"id": text, "version": version, "language": "da"}


def listed(service: Service, path: str, **said: Any) -> list[dict[str, Any]]:
    """Read page after page until there is no more."""
    body, found = {"controller": "hospital"} | said, []
    while True:
        answer = body_of(service.post(f"/v1/consents/{path}", body))
        found += answer["consents"]
        if answer["next_cursor"] is None:
            return found
        body |= {"cursor": answer["next_cursor"]}


def expiring(service: Service, within_days: int = 30, **said: Any) -> list[str]:
    return [consent["id"] for consent in listed(service, "expiring", within_days=within_days, **said)]


def to_ask_again(service: Service, **said: Any) -> list[str]:
    return [consent["id"] for consent in listed(service, "ask-again", **said)]


def test_what_lapses_soon_is_listed_the_first_to_lapse_first(service: Service) -> None:
    days = ["2026-03-20", "2026-03-05", "2026-06-01"]
    late, early, _ = [service.give(stated_end=day)["id"] for day in days]
    service.give()
    assert expiring(service) == [early, late]


def test_a_consent_is_listed_from_so_many_days_before_it_lapses_until_it_has(service: Service) -> None:
    consent = service.give(stated_end="2026-03-11")["id"]
    # The first of March: ten days are left.
    assert (expiring(service, 9), expiring(service, 10)) == ([], [consent])
    service.clock.move(days=9)
    assert expiring(service, 1) == [consent]
    service.clock.move(hours=11)
    # In Copenhagen the eleventh has begun, and with it the consent has ended.
    assert expiring(service, 366) == []


def test_what_is_withdrawn_is_not_listed_and_what_is_left_of_a_consent_is(service: Service) -> None:
    whole, part = (service.give(stated_end="2026-03-10") for _ in range(2))
    service.withdraw(whole)
    service.withdraw(part, {"items": [NOTES]})
    assert expiring(service) == [part["id"]]


def test_what_has_been_renewed_is_not_listed(service: Service) -> None:
    old = service.give(stated_end="2026-03-10")
    service.give(renews=old["id"])
    assert expiring(service) == []


def test_what_has_no_day_to_lapse_on_is_not_listed(service: Service) -> None:
    service.give(purposes=["claims"], text=on("1", "claims"))
    service.give(purposes=["second-opinion"], course="K1", text=on("1", "second-opinion"))
    assert expiring(service, 366) == []


@pytest.mark.parametrize(
    ("ask", "said"),
    [(expiring, {"stated_end": "2026-03-10"}), (to_ask_again, {"text": on("1")})],
)
def test_pages_hold_what_is_in_force_however_much_is_withdrawn_between(
    service: Service, ask: Callable[..., list[str]], said: dict[str, Any]
) -> None:
    given = [service.give(**said) for _ in range(12)]
    for consent in given[2:9]:
        service.withdraw(consent)
    assert ask(service, limit=2) == [consent["id"] for consent in given[:2] + given[9:]]


def test_a_consent_on_a_version_that_was_replaced_is_to_be_asked_for_again(service: Service) -> None:
    first, second = (service.give(text=on(version), subject={"cpr": cpr}) for version, cpr in OLD)
    service.give(text=on("3"), subject={"cpr": "0101011234"})
    service.give(text=on("variant"), subject={"cpr": "0101011234"})
    found = listed(service, "ask-again")
    assert [consent["id"] for consent in found] == [first["id"], second["id"]]
    assert {consent["newest_text_version"] for consent in found} == {"3"}


OLD = [("1", "0101021234"), ("2", "0101031234")]


def test_whoever_has_agreed_to_the_newest_version_or_renewed_is_not_asked_again(service: Service) -> None:
    renewed = service.give(text=on("1"))
    service.give(text=on("2"), renews=renewed["id"])
    assert len(to_ask_again(service)) == 1
    service.give(text=on("3"))
    assert to_ask_again(service) == []


def test_whoever_has_refused_the_newest_version_is_not_asked_again_until_there_is_a_newer_one(service: Service) -> None:
    service.give(text=on("1"))
    service.refuse(text=on("2"))
    assert len(to_ask_again(service)) == 1
    service.refuse(text=on("3"))
    assert to_ask_again(service) == []
    service.refuse(text=on("3"), subject={"cpr": "0202021234"})
    assert service.give(text=on("1"), subject={"cpr": "0303031234"})["id"] in to_ask_again(service)


def test_whoever_has_withdrawn_is_not_asked_again(service: Service) -> None:
    service.withdraw(service.give(text=on("1")))
    assert to_ask_again(service) == []


def test_asking_changes_nothing(service: Service) -> None:
    consent = service.give(text=on("1"), stated_end="2026-03-10")
    before = service.state()
    assert expiring(service) == to_ask_again(service) == [consent["id"]]
    assert service.state() == before


@pytest.mark.parametrize("path", ["expiring", "ask-again"])
def test_only_the_callers_controllers_are_listed(service: Service, path: str) -> None:
    service.give(text=on("1"), stated_end="2026-03-10")
    stranger = service.issuer.token("consent:read", controllers=("clinic",))
    body = {"within_days": 30} if path == "expiring" else {}
    assert service.post(f"/v1/consents/{path}", body | {"controller": "hospital"}, stranger).status_code == 403


def test_a_controller_without_a_pack_has_no_texts(service: Service) -> None:
    token = service.issuer.token("consent:read", controllers=("clinic",))
    assert service.post("/v1/consents/ask-again", {"controller": "clinic"}, token).status_code == 422


@pytest.mark.parametrize(
    ("path", "said", "pointer"),
    [
        ("expiring", {}, "/within_days"),
        ("expiring", {"within_days": 0}, "/within_days"),
        ("expiring", {"within_days": 367}, "/within_days"),
        ("expiring", {"within_days": "30"}, "/within_days"),
        ("expiring", {"within_days": 30, "limit": 101}, "/limit"),
        ("expiring", {"within_days": 30, "cursor": "x"}, "/cursor"),
        ("ask-again", {"limit": 0}, "/limit"),
        ("ask-again", {"cursor": "x"}, "/cursor"),
        ("ask-again", {"within_days": 30}, "/within_days"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(
    service: Service, path: str, said: dict[str, Any], pointer: str
) -> None:
    refused = body_of(service.post(f"/v1/consents/{path}", {"controller": "hospital"} | said), 422)
    assert refused["errors"][0]["pointer"] == pointer


def test_a_cursor_goes_with_one_question(service: Service) -> None:
    for _ in range(2):
        service.give(stated_end="2026-03-10")
    asked = {"controller": "hospital", "within_days": 30, "limit": 1}
    cursor = body_of(service.post("/v1/consents/expiring", asked))["next_cursor"]
    assert cursor
    assert service.post("/v1/consents/expiring", asked | {"cursor": cursor}).status_code == 200
    assert service.post("/v1/consents/expiring", asked | {"cursor": cursor, "within_days": 31}).status_code == 422


def test_the_clock_of_the_service_decides_what_is_soon(service: Service) -> None:
    consent = service.give()
    service.clock.now += timedelta(days=320)
    assert expiring(service) == [consent["id"]]


def test_what_somebody_has_refused_to_renew_is_not_about_to_lapse_for_anybody_to_renew(service: Service) -> None:
    by_id, in_same_words, other = (
        service.give(stated_end="2026-03-10", items=[{"category": c}]) for c in ("dx", "*", "notes")
    )
    service.refuse(renews=by_id["id"], refused_at="2026-02-28T10:00:00Z", text=on("1"))
    service.refuse(items=[{"category": "*"}], refused_at="2026-02-28T10:00:00Z", text=on("variant"))
    assert expiring(service) == [other["id"]]
    assert in_same_words["status"] == "in-force"


def test_a_no_from_before_the_consent_or_to_something_else_refuses_no_renewal(service: Service) -> None:
    consent = service.give(stated_end="2026-03-10")
    service.refuse(refused_at="2026-01-31T10:00:00Z")
    service.refuse(refused_at="2026-02-28T10:00:00Z", items=[NOTES])
    service.refuse(refused_at="2026-02-28T10:00:00Z", text=on("1", "on-paper"))
    service.refuse(refused_at="2026-02-28T10:00:00Z", subject={"cpr": "0202021234"})
    assert expiring(service) == [consent["id"]]


def test_only_a_consent_of_the_persons_own_can_be_named_as_not_renewed(service: Service) -> None:
    consent = service.give()
    said = a_refused_consent(renews=consent["id"], subject={"cpr": "0202021234"})
    answer = service.post("/v1/consents/refused", said)
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/renews"]
    refused = service.refuse(renews=consent["id"])
    assert refused["renews"] == consent["id"]
    assert body_of(service.get(f"/v1/consents/{refused['id']}"))["renews"] == consent["id"]
