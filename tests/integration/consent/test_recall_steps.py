"""What becomes of a recall is recorded, listed and measured."""

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from services.consent.messaging.measure_what_waits import Measuring
from services.consent.use_cases.what_waits import what_waits
from tests.integration.consent.recalls import decided, listed, recalls_to_two
from tests.integration.consent.service import MARGIN, Service
from tests.integration.consent.test_events import outgoing
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_pack


@pytest.fixture
def recalling(service: Service) -> Service:
    return recalls_to_two(service)


def test_a_recall_is_tracked_until_the_recipient_has_answered(recalling: Service) -> None:
    recalling.withdraw(recalling.give())
    decided(recalling)
    recall, other = listed(recalling)
    path = f"/v1/recalls/{recall['id']}"
    assert (recall["status"], recall["steps"]) == ("open", [])
    assert body_of(recalling.post(f"{path}/sent", {"channel": "letter"}))["status"] == "sent"
    said = {"channel": "phone", "answer": "erased", "answered_by": "privacy-desk"}
    answered = body_of(recalling.post(f"{path}/answer", said))
    assert answered == body_of(recalling.get(path))
    assert (answered["status"], [one["step"] for one in answered["steps"]]) == ("answered", ["sent", "answered"])
    assert {name: answered["steps"][1][name] for name in said} == said
    assert [one["id"] for one in listed(recalling, status="open")] == [other["id"]]
    assert [one["id"] for one in listed(recalling, status="answered")] == [recall["id"]]
    types = [one["type"] for one in outgoing(recalling, "consent.changes.v1")]
    assert types[-2:] == ["RecallSent", "RecallAnswered"]


def test_a_step_taken_twice_is_recorded_once(recalling: Service) -> None:
    recalling.withdraw(recalling.give())
    decided(recalling)
    path = f"/v1/recalls/{listed(recalling)[0]['id']}/sent"
    first = body_of(recalling.post(path, {"channel": "letter"}))
    recalling.clock.move(hours=1)
    for again in ({}, {"at": first["steps"][0]["at"]}):
        assert body_of(recalling.post(path, {"channel": "letter"} | again)) == first


@pytest.mark.parametrize(
    "otherwise",
    [
        {"answer": "kept"},
        {"answered_by": "somebody-else"},
        {"channel": "letter"},
        {"at": "2026-03-01T12:00:02.600Z"},
        {"evidence": [{"kind": "scan", "reference": "archive:2"}]},
    ],
)
def test_a_second_answer_that_says_something_else_is_refused(recalling: Service, otherwise: dict[str, object]) -> None:
    recalling.withdraw(recalling.give())
    decided(recalling)
    recalling.clock.move(hours=1)
    path = f"/v1/recalls/{listed(recalling)[0]['id']}"
    said = {"channel": "phone", "answer": "erased", "answered_by": "privacy-desk"}
    first = body_of(recalling.post(f"{path}/answer", said))
    problem = body_of(recalling.post(f"{path}/answer", said | otherwise), 409)
    assert problem["type"] == "/problems/recorded-otherwise"
    assert body_of(recalling.get(path)) == first == body_of(recalling.post(f"{path}/answer", said))


@pytest.mark.parametrize("step", ["sent", "answer"])
@pytest.mark.parametrize("seconds", [-0.001, MARGIN.total_seconds() + 0.001])
def test_nothing_is_sent_or_answered_before_the_recall_was_opened_or_in_the_future(
    recalling: Service, step: str, seconds: float
) -> None:
    recalling.withdraw(recalling.give())
    decided(recalling)
    path = f"/v1/recalls/{listed(recalling)[0]['id']}"
    said = {"channel": "letter", "at": (recalling.clock.now + timedelta(seconds=seconds)).isoformat()}
    if step == "answer":
        said |= {"answer": "kept", "answered_by": "privacy-desk"}
    problem = body_of(recalling.post(f"{path}/{step}", said), 422)
    assert [one["pointer"] for one in problem["errors"]] == ["/at"]
    assert body_of(recalling.get(path))["steps"] == []


def test_a_step_of_the_moment_in_which_the_recall_was_opened_is_recorded(recalling: Service) -> None:
    recalling.withdraw(recalling.give())
    decided(recalling)
    recall = listed(recalling)[0]
    sent = body_of(recalling.post(f"/v1/recalls/{recall['id']}/sent", {"channel": "letter", "at": recall["opened_at"]}))
    assert sent["steps"][0]["at"] == recall["opened_at"]


def measured(service: Service) -> tuple[float | None, ...]:
    """Measure as the process does; return since when the oldest undecided, open and sent one wait."""
    Measuring(lambda: what_waits(service.surroundings)).now()
    return tuple(
        REGISTRY.get_sample_value(f"consent_recalls_{name}_since_timestamp_seconds", {"controller": "hospital"})
        for name in ("undecided", "open", "sent")
    )


def test_since_when_recalls_wait_can_be_measured(recalling: Service) -> None:
    consents = [recalling.give(), recalling.give(subject={"cpr": "0202021234"})]
    began = recalling.clock.now.timestamp()
    assert measured(recalling) == (began,) * 3
    for consent in consents:
        recalling.withdraw(consent)
        recalling.clock.move(minutes=1)
    assert measured(recalling) == (began, began + 120, began + 120)
    decided(recalling)
    opened = recalling.clock.now.timestamp()
    assert measured(recalling) == (opened, began + 120, opened)
    for number, recall in enumerate(listed(recalling)):
        step = {"answer": "erased", "answered_by": "privacy-desk"} if number else {}
        path = f"/v1/recalls/{recall['id']}/{'answer' if number else 'sent'}"
        body_of(recalling.post(path, {"channel": "letter"} | step))
    recalling.clock.move(minutes=1)
    assert measured(recalling) == (opened + 60, opened + 60, opened)


def test_a_withdrawal_waits_for_the_pack_that_says_whether_anybody_is_told(recalling: Service) -> None:
    consent, packs = recalling.give(), recalling.surroundings.packs
    pack = packs.pop("hospital")
    recalling.withdraw(consent)
    assert decided(recalling) == 0
    packs["hospital"] = pack
    assert decided(recalling) == 2


def test_what_was_promised_when_something_was_withdrawn_is_kept_whatever_the_pack_says_later(
    recalling: Service,
) -> None:
    recalling.withdraw(recalling.give())
    recalling.surroundings.packs["hospital"] = a_pack()
    assert decided(recalling) == 2
