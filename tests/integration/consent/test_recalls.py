"""Recipients are to be told of a withdrawal where the pack says so, and the withdrawal never waits for that."""

from datetime import timedelta
from typing import Any

import pytest

from services.consent.domain.permits import PermitsQuestion
from services.consent.domain.scope import WHOLE, Item, Part
from services.consent.use_cases.decide_recalls import decide_recalls
from services.consent.use_cases.permits_port import NO_ANSWER
from tests.integration.consent.recalls import LONG_ENOUGH, WENT, decided, deciding, recalls_to_two
from tests.integration.consent.service import DX, NOTES, Service
from tests.integration.consent.test_events import outgoing
from tests.unit.consent.builders import a_consent_kind, a_pack
from tests.unit.consent.receipts.documents import KIND_BY_CATEGORY


@pytest.fixture
def recalling(service: Service) -> Service:
    return recalls_to_two(service)


def told(service: Service) -> list[dict[str, Any]]:
    return [one for one in outgoing(service, "consent.changes.v1") if one["type"] == "RecallOpened"]


def test_each_recipient_of_what_was_withdrawn_is_to_be_told(recalling: Service) -> None:
    consent = recalling.give()
    withdrawal = recalling.withdraw(consent)
    assert decided(recalling) == 2
    first, second = told(recalling)
    assert (first["subject"], first["controller"]) == (consent["subject"], "hospital")
    assert first["data"] == {
        "recall": first["data"]["recall"],
        "consent": consent["id"],
        "withdrawal": withdrawal["id"],
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purposes": ["insurance-payment"],
        "categories": ["dx"],
        "first_at": "2026-02-02T08:00:00.000000Z",
        "last_at": "2026-02-03T08:00:00.000000Z",
        "permits": 2,
        "state_version": 2,
    }
    assert second["data"]["recipient"] == {"kind": "insurer", "id": "insurer-b"}


def test_the_gate_is_asked_about_the_part_that_was_withdrawn(recalling: Service) -> None:
    consent = recalling.give()
    recalling.withdraw(consent, {"items": [DX]})
    decided(recalling)
    part = Part(items=(Item("dx"),))
    assert recalling.permits.asked == [PermitsQuestion("hospital", consent["subject"], consent["id"], part)]


def test_the_gate_is_asked_only_when_no_permit_can_come_any_more(recalling: Service) -> None:
    consent = recalling.give()
    recalling.withdraw(consent)
    assert decide_recalls(recalling.surroundings) == 0
    recalling.clock.now += LONG_ENOUGH - timedelta(milliseconds=1)
    assert (decide_recalls(recalling.surroundings), recalling.permits.asked) == (0, [])
    recalling.clock.now += timedelta(milliseconds=1)
    assert decide_recalls(recalling.surroundings) == 2


def test_a_gate_that_is_down_delays_recalls_and_nothing_else(recalling: Service) -> None:
    recalling.permits.silent = NO_ANSWER
    assert recalling.withdraw(recalling.give())["consent_status"] == "withdrawn"
    assert recalling.permits.asked == []
    assert decided(recalling) == 0
    recalling.permits.silent = None
    assert decide_recalls(recalling.surroundings) == 2


def test_a_gate_that_is_silent_about_one_withdrawal_holds_back_no_other(
    recalling: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.consent.use_cases.decide_recalls.PAGE", 1)
    consents = [recalling.give(), recalling.give(subject={"cpr": "0202021234"})]
    for consent in consents:
        recalling.withdraw(consent)

    def silent_about_the_first() -> None:
        first = recalling.permits.asked[-1].consent == consents[0]["id"]
        recalling.permits.silent = NO_ANSWER if first else None

    recalling.permits.while_asked = silent_about_the_first
    assert decided(recalling) == 2
    assert {one["data"]["consent"] for one in told(recalling)} == {consents[1]["id"]}


def test_whatever_is_decided_again_opens_nothing_more(recalling: Service) -> None:
    recalling.withdraw(recalling.give())
    assert decided(recalling) == 2
    assert decided(recalling) == 0
    assert len(recalling.permits.asked) == 1


def test_of_two_that_decide_side_by_side_one_opens_the_recalls(recalling: Service) -> None:
    recalling.withdraw(recalling.give())
    beside: list[int] = []

    def decide_beside() -> None:
        if len(recalling.permits.asked) == 1:
            beside.append(decide_recalls(recalling.surroundings))

    recalling.permits.while_asked = decide_beside
    assert (decided(recalling), beside) == (0, [2])
    assert len(told(recalling)) == 2


def test_a_withdrawal_repeated_is_recalled_once(recalling: Service) -> None:
    consent = recalling.give()
    recalling.withdraw(consent)
    recalling.withdraw(consent)
    assert decided(recalling) == 2


def test_where_the_pack_does_not_ask_for_it_nobody_is_told(service: Service) -> None:
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(),))
    service.permits.told = [WENT]
    service.withdraw(service.give())
    assert (decided(deciding(service)), service.permits.asked) == (0, [])


@pytest.mark.parametrize("loaded", [True, False])
def test_of_what_mixes_two_kinds_what_the_one_promises_is_recalled_alone(service: Service, *, loaded: bool) -> None:
    packs, service.permits.told = service.surroundings.packs, [WENT]
    packs["hospital"] = KIND_BY_CATEGORY.pack
    consent = service.give()
    for item, told in ((DX, 0), (NOTES, 1)):
        if not loaded:
            packs.pop("hospital")
        service.withdraw(consent, {"items": [item]})
        packs["hospital"] = KIND_BY_CATEGORY.pack
        assert decided(deciding(service)) == told


def test_where_nothing_went_nobody_is_told(recalling: Service) -> None:
    recalling.permits.told = []
    consent = recalling.give()
    recalling.withdraw(consent)
    assert decided(recalling) == 0
    assert recalling.permits.asked == [PermitsQuestion("hospital", consent["subject"], consent["id"], WHOLE)]
    assert decided(recalling) == 0
    assert len(recalling.permits.asked) == 1
