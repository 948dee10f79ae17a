"""Consents given by custody that are paused: the young person is to be asked, until they have answered themself."""

from typing import Any

import pytest

from tests.integration.consent.service import DX, NOTES, Service
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, CHILD, REPRESENTATIVE, SUBJECT, grow_up
from tests.integration.consent.test_reminders import expiring, listed, on, to_ask_again, with_replaced_texts
from tests.servers.service_client import body_of


@pytest.fixture
def service(service: Service) -> Service:
    return with_replaced_texts(service)


def by_custody(service: Service, **said: Any) -> dict[str, Any]:
    return service.give(
        subject=SUBJECT, given_by=BY_CUSTODY, **{"purposes": ["claims"], "text": on("1", "claims")} | said
    )


def test_what_is_paused_is_to_be_asked_for_again_from_the_birthday_on(service: Service) -> None:
    paused, british = by_custody(service), by_custody(service, subject_role="uk-patient")
    assert to_ask_again(service) == []
    grow_up(service)
    (found,) = listed(service, "ask-again")
    assert (found["id"], found["status"], found["reason"]) == (paused["id"], "paused", "came-of-age")
    assert (found["paused_from"], found["newest_text_version"]) == ("2026-05-01", "1")
    service.clock.move(days=365)
    assert to_ask_again(service) == [paused["id"], british["id"]]


OWN_ANSWER = "2026-05-01T12:00:00Z"


@pytest.mark.parametrize("by", [{"authority": "self"}, REPRESENTATIVE], ids=lambda by: by["authority"])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whoever_has_said_yes_or_no_is_not_asked_again_nor_is_whose_representative_has(
    service: Service, answer: str, named: bool, by: dict[str, str]
) -> None:
    paused = by_custody(service)
    by_custody(service, items=[NOTES])
    grow_up(service)
    said = {"subject": SUBJECT, "purposes": ["claims"], "text": on("1", "claims")}
    said |= {"renews": paused["id"], "items": [NOTES, DX]} if named else {}
    if answer == "yes":
        service.give(given_at=OWN_ANSWER, given_by=by, **said)
    else:
        service.refuse(refused_at=OWN_ANSWER, refused_by=by, **said)
    assert paused["id"] not in to_ask_again(service)
    assert len(to_ask_again(service)) == 1


def test_a_holder_of_custody_answers_nothing_for_whoever_decides(service: Service) -> None:
    paused = by_custody(service)
    service.refuse(subject=SUBJECT, purposes=["claims"], text=on("1", "claims"), refused_by=BY_CUSTODY)
    grow_up(service)
    assert to_ask_again(service) == [paused["id"]]


def of_unknown_birth(service: Service) -> dict[str, str]:
    """Return the child's reference: until something is decided by custody with the number, no birthday is kept."""
    said = {"given_by": REPRESENTATIVE, "purposes": ["claims"], "text": on("1", "claims"), "items": [NOTES]}
    return {"reference": service.give(subject=SUBJECT, **said)["subject"]}


@pytest.mark.parametrize("named", [True, False])
def test_a_word_given_too_young_answers_nothing_and_the_person_is_asked(service: Service, *, named: bool) -> None:
    reference = of_unknown_birth(service)
    paused = service.give(subject=reference, given_by=BY_CUSTODY, purposes=["claims"], text=on("1", "claims"))
    renews = {"renews": paused["id"], "items": [NOTES, DX]} if named else {}
    own = service.give(subject=reference, purposes=["claims"], text=on("1", "claims"), **renews)
    service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)
    grow_up(service)
    assert body_of(service.get(f"/v1/consents/{own['id']}"))["status"] == "without-authority"
    assert to_ask_again(service) == [paused["id"]]
    service.give(subject=SUBJECT, purposes=["claims"], text=on("1", "claims"), given_at=OWN_ANSWER, **renews)
    assert to_ask_again(service) == []


def test_a_renewal_given_too_young_stands_in_the_way_of_no_reminder(service: Service) -> None:
    reference = of_unknown_birth(service)
    usual = {"subject": reference, "items": [NOTES], "stated_end": "2026-03-20"}
    soon = service.give(given_by=BY_CUSTODY, text=on("1"), **usual)
    service.give(renews=soon["id"], text=on("3"), **usual)
    assert (soon["id"] in expiring(service), soon["id"] in to_ask_again(service)) == (False, False)
    by_custody(service)
    assert (soon["id"] in expiring(service), soon["id"] in to_ask_again(service)) == (True, True)


def test_what_is_paused_and_withdrawn_lapsed_or_of_somebody_dead_is_not_asked_for(service: Service) -> None:
    service.withdraw(by_custody(service))
    by_custody(service, stated_end="2026-04-01")
    grow_up(service)
    assert to_ask_again(service) == []
    service.clock.move(days=-61)
    by_custody(service)
    body_of(service.post("/v1/deaths", {"controller": "hospital", "subject": SUBJECT, "died_on": "2026-03-01"}), 201)
    grow_up(service)
    assert to_ask_again(service) == []


def test_both_reasons_stand_in_one_list_in_the_order_of_recording_each_consent_once(service: Service) -> None:
    given = [
        by_custody(service),
        service.give(text=on("1")),
        by_custody(service, purposes=["insurance-payment"], text=on("1"), items=[NOTES]),
        service.give(text=on("2"), subject={"cpr": "0202021234"}),
        by_custody(service, items=[NOTES]),
    ]
    grow_up(service)
    found = listed(service, "ask-again", limit=2)
    assert [consent["id"] for consent in found] == [consent["id"] for consent in given]
    reasons = [consent["reason"] for consent in found]
    assert reasons == ["came-of-age", "text-changed", "came-of-age", "text-changed", "came-of-age"]
    assert [consent["newest_text_version"] for consent in found] == ["1", "3", "3", "3", "1"]


def test_asking_the_young_person_brings_nothing_back(service: Service) -> None:
    paused = by_custody(service)
    grow_up(service)
    before = service.state(CHILD)
    to_ask_again(service)
    assert service.state(CHILD) == before
    assert body_of(service.get(f"/v1/consents/{paused['id']}"))["status"] == "paused"
