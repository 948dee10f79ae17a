"""What a receipt names, field by field of ISO/IEC TS 27560, in the terms of DPV."""

from datetime import date
from typing import Any

import pytest

from services.consent.domain.consent import Text
from services.consent.domain.period import Period
from services.consent.domain.scope import Item, Recipient
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.receipt_document import receipt_of_grant
from shared.policy_packs.lines import RetentionLine
from shared.policy_packs.name import Name
from tests.unit.consent.builders import INSURER_A, a_pack, a_scope
from tests.unit.consent.receipts.documents import (
    KIND_BY_CATEGORY,
    MIXED,
    a_recorded_consent,
    event,
    grant_receipt,
    process,
    record,
)

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))


def test_the_head_says_which_receipt_it_is_in_which_shape_and_when_it_was_issued() -> None:
    receipt = grant_receipt()
    assert receipt["@type"] == "dpv:ConsentReceipt"
    assert receipt["@id"] == f"urn:uuid:{receipt['dct:identifier']}"
    assert receipt["dct:conformsTo"] == "https://w3id.org/dpv/schema/dpv-27560#receipt"
    assert receipt["schema:schemaVersion"] == "1"
    assert receipt["dct:created"] == "2026-03-01T12:05:00.000000Z", "the moment of recording"


def test_the_record_names_itself_the_controller_the_person_by_reference_and_the_jurisdiction() -> None:
    found = record(grant_receipt())
    assert (found["@id"], found["@type"], found["dct:identifier"]) == ("urn:uuid:c-1", "dpv:ConsentRecord", "c-1")
    name = {"da": "hospital på dansk", "en": "hospital in English"}
    controller = {"@type": "dpv:DataController", "dct:identifier": "hospital", "skos:prefLabel": name}
    assert found["dpv:hasDataController"] == controller
    assert found["dpv:hasDataSubject"] == {"@type": "dpv:DataSubject", "dct:identifier": "k1.someone"}
    assert found["dpv:hasJurisdiction"] == ["loc:DK"]


def test_purposes_are_named_in_both_languages() -> None:
    name = {"da": "insurance-payment på dansk", "en": "insurance-payment in English"}
    purpose = {"@type": "dpv:Purpose", "dct:identifier": "insurance-payment", "skos:prefLabel": name}
    assert process(grant_receipt())["dpv:hasPurpose"] == [purpose]


def test_data_are_named_with_all_that_narrows_them() -> None:
    scope = a_scope(items=(Item("dx", "K1", "E1", "psychiatry", PERIOD), Item("*")))
    one, everything = process(grant_receipt(scope=scope))["dpv:hasPersonalData"]
    assert (one["@type"], one["dct:identifier"]) == ("dpv:SpecialCategoryPersonalData", "dx")
    assert one["skos:prefLabel"] == {"da": "dx på dansk", "en": "dx in English"}
    assert (one["hjemmel:course"], one["hjemmel:episode"]) == ("K1", "E1")
    assert one["hjemmel:period"] == {"hjemmel:from": "2025-01-01", "hjemmel:until": "2026-01-01"}
    label = {"da": "psychiatry på dansk", "en": "psychiatry in English"}
    assert one["hjemmel:label"] == {"dct:identifier": "psychiatry", "skos:prefLabel": label}
    assert everything["skos:prefLabel"]["en"] == "Every category of data"


def test_a_recipient_is_named_after_its_kind_and_may_be_any_of_the_kind() -> None:
    scope = a_scope(recipients=(INSURER_A, Recipient("own-gp", country="DE")))
    named, whole_kind = process(grant_receipt(scope=scope))["dpv:hasRecipient"]
    kind = {"dct:identifier": "insurer", "skos:prefLabel": {"da": "insurer på dansk", "en": "insurer in English"}}
    assert named == {"@type": "dpv:Recipient", "dct:identifier": "insurer-a", "dct:type": kind}
    assert (whole_kind["dct:type"]["dct:identifier"], "dct:identifier" in whole_kind) == ("own-gp", False)
    assert whole_kind["dpv:hasCountry"] == "loc:DE"


def test_a_word_that_the_pack_has_dropped_stands_as_its_code() -> None:
    scope = a_scope(recipients=(Recipient("gone"),), purposes=("gone",), items=(Item("gone", label="gone"),))
    found = process(grant_receipt(scope=scope, consent_class="other"))
    assert found["dpv:hasPurpose"] == [{"@type": "dpv:Purpose", "dct:identifier": "gone"}]
    assert found["dpv:hasRecipient"] == [{"@type": "dpv:Recipient", "dct:type": {"dct:identifier": "gone"}}]
    assert found["dpv:hasPersonalData"][0]["hjemmel:label"] == {"dct:identifier": "gone"}


def test_the_legal_basis_is_consent_under_the_provisions_that_the_pack_names() -> None:
    assert process(grant_receipt())["dpv:hasLegalBasis"] == {
        "@type": "dpv:ExplicitlyExpressedConsent",
        "dct:type": {
            "dct:identifier": "hospital.payment",
            "skos:prefLabel": {"da": "payment på dansk", "en": "payment in English"},
        },
        "dct:references": [
            {
                "@id": "eu-gdpr:A9-2-a",
                "dct:identifier": "G9a",
                "skos:prefLabel": {"da": "Loven G9a", "en": "The law G9a"},
            },
            {"dct:identifier": "SUL-44", "skos:prefLabel": {"da": "Loven SUL-44", "en": "The law SUL-44"}},
        ],
    }


def test_an_ordinary_consent_of_no_kind_is_no_explicit_one_and_has_no_provisions() -> None:
    about_what_no_kind_is = grant_receipt(kind=None, expression="ordinary", scope=a_scope(purposes=("claims",)))
    assert process(about_what_no_kind_is)["dpv:hasLegalBasis"] == {"@type": "dpv:ExpressedConsent"}


def test_a_consent_of_two_kinds_stands_under_the_provisions_of_both() -> None:
    basis = process(grant_receipt(KIND_BY_CATEGORY, kind=None, scope=MIXED))["dpv:hasLegalBasis"]
    assert "dct:type" not in basis
    assert [law["dct:identifier"] for law in basis["dct:references"]] == ["G9a", "SUL-44"]


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ({"consent_class": "other"}, ("dpv:UntilTimeDuration", "2027-03-01", "one-calendar-year")),
        ({"stated_end": date(2026, 6, 1)}, ("dpv:UntilTimeDuration", "2026-06-01", "stated-end")),
        (
            {"consent_class": "treatment", "stated_end": date(2026, 6, 1)},
            ("dpv:UntilTimeDuration", "2026-06-01", "stated-end"),
        ),
        ({"consent_class": "treatment"}, ("dpv:UntilEventDuration", "course", "course")),
        ({"consent_class": "until-withdrawn"}, ("dpv:UntilEventDuration", "until-withdrawn", "until-withdrawn")),
    ],
)
def test_the_lifetime_is_a_day_or_an_event_with_the_reason(said: dict[str, Any], duration: tuple[str, ...]) -> None:
    found = event(grant_receipt(**said))["dpv:hasDuration"]
    assert (found["@type"], found["rdf:value"], found["hjemmel:reason"]) == duration


def test_it_says_how_to_withdraw_and_what_the_controller_announces_for_that_case() -> None:
    found = record(grant_receipt())
    control = found["dpv:hasConsentControl"]
    assert (control["@type"], control["dpv:isExercisedAt"]) == ("dpv:WithdrawConsent", "/v1/consents/c-1/withdrawals")
    assert control["dpv:hasIndicationMethod"] == ["self-service", "desk", "phone", "letter", "digital-post"]
    announced = {"da": "Du betaler selv.", "en": "You pay yourself."}
    assert control["dpv:hasConsequence"] == {"@type": "dpv:Consequence", "dct:description": announced}
    assert found["dpv:hasRight"] == "eu-gdpr:A7-3"


def test_the_words_agreed_to_are_named_with_version_and_language() -> None:
    assert record(grant_receipt(text=Text("insurer-payment", "3", "da", "cd" * 32)))["dpv:hasNotice"] == {
        "@type": "dpv:ConsentNotice",
        "dct:identifier": "insurer-payment",
        "schema:version": "3",
        "dct:language": "da",
        "hjemmel:sha256": "cd" * 32,
    }


@pytest.mark.parametrize(
    ("category", "role", "told"),
    [("dx", None, True), ("notes", None, False), ("*", None, True), ("dx", "former-patient", False)],
)
def test_it_says_how_long_the_pack_has_such_data_kept(category: str, role: str | None, told: bool) -> None:
    says, nothing = Name(en="Ten years.", da="Ti år."), ()
    about = (frozenset({"patient"}), frozenset({"dx"}))
    line = RetentionLine("hospital.records", says, nothing, nothing, nothing, *about, nothing, nothing, nothing)
    words = PackWords(a_pack(retention=(line,)))
    consent = a_recorded_consent(scope=a_scope(items=(Item(category),)), subject_role=role)
    kept = receipt_of_grant(consent, words)["dpv:hasRecordOfActivity"]["dpv:hasStorageCondition"]
    assert [one["dct:description"] for one in kept] == [{"da": "Ti år.", "en": "Ten years."}] * told
