"""What a receipt says happened: a grant, a withdrawal, an objection."""

import pytest

from services.consent.domain.consent import Giver
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from tests.unit.consent.builders import INSURER_A, INSURER_B, a_scope
from tests.unit.consent.receipts.documents import (
    SCAN,
    codes,
    event,
    grant_receipt,
    objection_receipt,
    process,
    record,
    refused_receipt,
    withdrawal_receipt,
)

KEPT = [{"hjemmel:kind": "scan", "dct:identifier": SCAN.reference, "hjemmel:sha256": SCAN.sha256}]


def test_the_event_of_a_grant_says_when_how_by_whom_and_as_what_it_was_recorded() -> None:
    found = event(grant_receipt(form="oral", form_exemption="By telephone."))
    assert found["@type"] == "dpv:ConsentGiven"
    assert found["dpv:isIndicatedAtTime"] == "2026-03-01T12:00:00.000000Z"
    assert found["hjemmel:recordedAt"] == "2026-03-01T12:05:00.000000Z"
    assert found["dpv:isImplementedByEntity"] == {"@type": "dpv:Entity", "dct:identifier": "desk-screen"}
    assert found["hjemmel:stateVersion"] == 7
    assert found["dpv:isIndicatedBy"] == {"@type": "dpv:DataSubject", "dct:identifier": "k1.someone"}
    assert (found["dpv:hasIndicationMethod"], found["hjemmel:form"]) == ("desk", "oral")
    assert found["hjemmel:formExemption"] == "By telephone."
    assert found["dct:source"] == KEPT


@pytest.mark.parametrize(
    ("authority", "term"), [("custody", "dpv:GuardianOfDataSubject"), ("representative", "dpv:Entity")]
)
def test_who_consented_for_somebody_else_is_named_with_their_authority(authority: str, term: str) -> None:
    found = event(grant_receipt(given_by=Giver(authority, "k1.mother")))["dpv:isIndicatedBy"]
    assert found == {"@type": term, "dct:identifier": "k1.mother", "hjemmel:authority": authority}


def test_a_receipt_of_a_grant_is_the_same_whatever_is_withdrawn_afterwards() -> None:
    untouched = grant_receipt()
    assert {**withdrawal_receipt(WHOLE), **untouched} == untouched
    assert grant_receipt() == untouched


def test_a_withdrawal_names_what_it_took_out_of_the_consent() -> None:
    scope = a_scope(recipients=(INSURER_A, INSURER_B), items=(Item("dx"), Item("notes")))
    receipt = withdrawal_receipt(Part(items=(Item("notes"),)), scope=scope)
    assert codes(process(receipt)["dpv:hasPersonalData"]) == ["notes"]
    assert codes(process(receipt)["dpv:hasRecipient"]) == ["insurer-a", "insurer-b"]
    assert codes(process(receipt)["dpv:hasPurpose"]) == ["insurance-payment"]
    assert event(receipt)["hjemmel:reach"] == "part"


def test_a_refused_consent_says_who_asked_for_what_and_is_no_legal_basis() -> None:
    receipt = refused_receipt(refused_by=Giver("custody", "k1.mother"))
    found = event(receipt)
    assert (found["@type"], found["hjemmel:askedBy"]) == ("dpv:ConsentRefused", "ward-12")
    assert (found["dpv:hasIndicationMethod"], found["hjemmel:form"]) == ("phone", "oral")
    assert found["dpv:isIndicatedBy"]["dct:identifier"] == "k1.mother"
    assert found["dct:source"] == KEPT
    assert codes(process(receipt)["dpv:hasPersonalData"]) == ["dx"]
    assert record(receipt)["dpv:hasNotice"]["schema:version"] == "3"
    assert record(receipt)["dct:type"]["dct:identifier"] == "hospital.payment"
    assert "dpv:hasLegalBasis" not in process(receipt)
    assert "dpv:hasDuration" not in found


def test_a_yes_after_a_no_names_what_was_refused() -> None:
    assert record(grant_receipt(follows="r-1"))["hjemmel:follows"] == "urn:uuid:r-1"
    assert "hjemmel:follows" not in record(grant_receipt())


def test_a_renewal_names_the_older_consent() -> None:
    receipt = grant_receipt(renews="c-0")
    assert (event(receipt)["@type"], record(receipt)["dct:replaces"]) == ("dpv:RenewedConsentGiven", "urn:uuid:c-0")


def test_a_renewal_that_was_refused_takes_no_place() -> None:
    found = record(refused_receipt(renews="c-0"))
    assert found["hjemmel:renewalOf"] == "urn:uuid:c-0"
    assert "dct:replaces" not in found
    assert "hjemmel:renewalOf" not in record(refused_receipt())


def test_a_withdrawal_of_what_goes_by_some_channels_names_them() -> None:
    found = process(withdrawal_receipt(Part(channels=("email", "fax"))))
    name = {"da": "email på dansk", "en": "email in English"}
    assert found["hjemmel:channel"] == [{"dct:identifier": "email", "skos:prefLabel": name}, {"dct:identifier": "fax"}]
    assert codes(found["dpv:hasPersonalData"]) == ["dx"]


@pytest.mark.parametrize(
    ("how", "state", "by"),
    [
        ("withdrawn", "dpv:ConsentWithdrawn", "dpv:DataSubject"),
        ("revoked", "dpv:ConsentRevoked", "dpv:DataController"),
        ("invalidated", "dpv:ConsentInvalidated", "dpv:DataController"),
    ],
)
def test_a_consent_that_the_controller_ended_is_not_one_that_the_person_withdrew(how: str, state: str, by: str) -> None:
    found = event(withdrawal_receipt(WHOLE, how))
    assert (found["@type"], found["dpv:isIndicatedBy"]["@type"]) == (state, by)


def test_withdrawals_and_objections_name_their_evidence() -> None:
    assert event(withdrawal_receipt(WHOLE))["dct:source"] == event(objection_receipt())["dct:source"] == KEPT


def test_a_withdrawal_of_the_whole_says_so() -> None:
    receipt = withdrawal_receipt(WHOLE)
    assert (event(receipt)["hjemmel:reach"], codes(process(receipt)["dpv:hasPersonalData"])) == ("whole", ["dx"])


def test_a_withdrawal_of_what_the_consent_never_held_stands_as_it_was_said() -> None:
    found = process(withdrawal_receipt(Part(recipients=(Recipient("own-gp"),))))
    assert [one["dct:type"]["dct:identifier"] for one in found["dpv:hasRecipient"]] == ["own-gp"]
    assert "dpv:hasPersonalData" not in found


def test_a_withdrawal_keeps_the_consents_number_and_day_and_has_a_receipt_of_its_own() -> None:
    receipt = withdrawal_receipt(WHOLE)
    found, withdrawn = record(receipt), event(receipt)
    assert (found["dct:identifier"], found["dct:date"]) == ("c-1", "2026-03-01T12:00:00.000000Z")
    assert (withdrawn["@type"], withdrawn["dpv:hasIndicationMethod"]) == ("dpv:ConsentWithdrawn", "phone")
    assert withdrawn["dct:identifier"].startswith("w-")
    assert withdrawn["dpv:hasConsequence"]["dct:description"]["en"] == "You paid yourself then."
    assert receipt["dct:identifier"] != grant_receipt()["dct:identifier"]


def test_a_refusal_is_a_consent_refused_under_the_law_that_the_pack_names() -> None:
    receipt = objection_receipt()
    assert (event(receipt)["@type"], event(receipt)["hjemmel:kind"]) == ("dpv:ConsentRefused", "refusal")
    assert record(receipt)["dct:references"] == [
        {"dct:identifier": "SUL-44", "skos:prefLabel": {"da": "Loven SUL-44", "en": "The law SUL-44"}}
    ]
    assert [one["dct:type"]["dct:identifier"] for one in process(receipt)["dpv:hasRecipient"]] == ["own-gp"]


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("marketing", "eu-gdpr:A21"),
        ("restriction", "eu-gdpr:A18"),
        ("particular-situation", "eu-gdpr:A21"),
    ],
)
def test_an_objection_that_is_a_right_is_recorded_as_its_exercise(kind: str, right: str) -> None:
    found = record(objection_receipt(kind))
    assert (found["@type"], found["dpv:hasRight"]) == ("dpv:RightExerciseRecord", right)
    assert found["dpv:hasStatus"]["@type"] == "dpv:RequestAcknowledged"
