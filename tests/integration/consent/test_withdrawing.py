"""Withdraw a consent, the whole or a part."""

from uuid import uuid4

import pytest

from tests.integration.consent.service import DX, INSURER_A, INSURER_B, NOTES, Service


def standing(service: Service, consent: dict[str, str]) -> tuple[str, int]:
    found = service.get(f"/v1/consents/{consent['id']}").get_json()
    return found["status"], found["version"]


@pytest.mark.parametrize("part", [None, {}])
def test_a_withdrawal_without_a_part_takes_back_the_whole(service: Service, part: dict[str, str] | None) -> None:
    consent = service.give()
    answer = service.withdraw(consent, part)
    assert answer["consent_status"] == "withdrawn"
    assert standing(service, consent) == ("withdrawn", 2)


def test_a_part_withdrawn_leaves_the_rest_with_its_dates(service: Service) -> None:
    consent = service.give()
    service.clock.move(days=30)
    service.withdraw(consent, {"items": [NOTES]})
    read = service.get(f"/v1/consents/{consent['id']}")
    after = read.get_json()
    assert (after["status"], after["valid_until"]) == ("partly-withdrawn", consent["valid_until"])
    assert after["withdrawals"][0]["part"] == {"items": [NOTES]}
    assert read.headers["ETag"] == '"2"'


def test_parts_that_make_up_the_whole_leave_nothing(service: Service) -> None:
    consent = service.give(recipients=[INSURER_A, INSURER_B])
    assert service.withdraw(consent, {"recipients": [INSURER_A]})["consent_status"] == "partly-withdrawn"
    assert service.withdraw(consent, {"recipients": [INSURER_B]})["consent_status"] == "withdrawn"


def test_withdrawing_what_is_withdrawn_already_succeeds_and_changes_nothing(service: Service) -> None:
    consent = service.give()
    first = service.withdraw(consent)
    service.clock.move(hours=1)
    assert service.withdraw(consent) == first
    assert service.withdraw(consent, {"items": [DX]}) == first
    assert service.state()["version"] == 2
    assert standing(service, consent) == ("withdrawn", 2)


def test_a_lapsed_consent_can_be_withdrawn(service: Service) -> None:
    consent = service.give()
    service.clock.move(days=500)
    assert service.withdraw(consent)["consent_status"] == "withdrawn"


def test_a_withdrawal_counts_from_when_it_was_said(service: Service) -> None:
    assert service.withdraw(service.give(), at="2026-02-20T08:00:00Z")["at"] == "2026-02-20T08:00:00.000000Z"


def test_a_withdrawal_dated_ahead_by_a_fast_clock_counts_at_once(service: Service) -> None:
    assert service.withdraw(service.give(), at="2026-03-01T12:00:00.4Z")["at"] == "2026-03-01T12:00:00.000000Z"


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"at": "2026-03-01T12:00:01Z"}, "/at"),
        ({"at": "2026-01-31T12:00:00Z"}, "/at"),
        ({"part": {"purposes": ["gossip"]}}, "/part/purposes/0"),
        ({"part": {"items": []}}, "/part/items"),
        ({"part": {"labels": ["psychiatry"]}}, "/part/labels"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_pointer_to_it(
    shared_service: Service, said: dict[str, object], pointer: str
) -> None:
    consent = shared_service.give()
    answer = shared_service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "phone"} | said)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [pointer]
    assert standing(shared_service, consent) == ("in-force", 1)


def test_a_consent_that_does_not_exist_cannot_be_withdrawn(shared_service: Service) -> None:
    assert shared_service.post(f"/v1/consents/{uuid4()}/withdrawals", {"channel": "phone"}).status_code == 404


def test_the_history_shows_each_version_and_who_recorded_it(service: Service) -> None:
    consent = service.give()
    service.clock.move(hours=1)
    withdrawal = service.withdraw(consent, {"items": [NOTES]})
    history = service.get(f"/v1/consents/{consent['id']}/history").get_json()
    given, withdrawn = history["versions"]
    assert (given["version"], given["change"], given["state_version"]) == (1, "given", 1)
    assert (withdrawn["version"], withdrawn["change"], withdrawn["state_version"]) == (2, "withdrawn", 2)
    assert withdrawn["withdrawal"]["id"] == withdrawal["id"]
    assert withdrawn["recorded_at"] == "2026-03-01T13:00:00.000000Z"
    assert {version["recorded_by"] for version in history["versions"]} == {"desk-screen"}
