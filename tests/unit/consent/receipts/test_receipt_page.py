"""The page says what the receipt says, in Danish or English."""

import re
from datetime import date
from typing import Any

import pytest

from services.consent.api import receipt_words
from services.consent.api.receipt_answer import STYLE
from services.consent.api.receipt_page import ReceiptPage
from services.consent.domain.codes import CHANNELS, EVIDENCE_KINDS
from services.consent.domain.consent import Consequence, Giver
from services.consent.domain.period import Period
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from services.consent.use_cases.receipts import terms
from services.consent.use_cases.receipts.read_receipt import Receipt
from shared.policy_packs.lines import AUTHORITIES, EXPRESSIONS, FORMS_OF_CONSENT, TAKEN_BACK
from shared.policy_packs.model import OBJECTION_KINDS
from shared.policy_packs.name import Name
from tests.unit.consent.builders import INSURER_A, a_scope
from tests.unit.consent.receipts.documents import (
    ANNOUNCED,
    KIND_BY_CATEGORY,
    MIXED,
    WAITING,
    Document,
    grant_receipt,
    objection_receipt,
    refused_receipt,
    withdrawal_receipt,
)

TABLES = {name: table for name, table in vars(receipt_words).items() if name.isupper() and isinstance(table, dict)}
NAMES = {
    f"{table}.{code}": name for table, names in TABLES.items() for code, name in names.items() if isinstance(name, Name)
}


def rows(document: Document, language: str) -> dict[str, list[str]]:
    page = ReceiptPage(Receipt(document, "", "key"), language)
    return {row.term: [value.text for value in row.values] for _, _, found in page.sections() for row in found}


def test_every_code_has_words() -> None:
    assert set(receipt_words.FORMS) == set(FORMS_OF_CONSENT)
    assert set(receipt_words.EXPRESSIONS) == {terms.EXPRESSIONS[code] for code in EXPRESSIONS}
    assert {terms.TAKEN_BACK[code] for code in TAKEN_BACK} <= set(receipt_words.TITLES)
    assert set(receipt_words.CHANNELS) == set(CHANNELS)
    assert set(receipt_words.GIVERS) == set(AUTHORITIES)
    assert set(receipt_words.EVIDENCE) == set(EVIDENCE_KINDS)
    assert set(OBJECTION_KINDS) <= set(receipt_words.TITLES)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_both_languages_say_something_about_the_same_things(name: Name) -> None:
    assert name.en
    assert name.da
    assert name.en.count("{}") == name.da.count("{}")


def test_what_several_kinds_announce_is_told_of_each_when_it_is_given_and_when_it_is_withdrawn() -> None:
    given = grant_receipt(KIND_BY_CATEGORY, scope=MIXED, kind=None)
    assert rows(given, "en")["What a withdrawal leads to"] == ["You pay yourself.", "You wait longer."]
    withdrawn = withdrawal_receipt(WHOLE, consequences=(ANNOUNCED, Consequence("hospital.waiting", WAITING)))
    assert rows(withdrawn, "da")["Hvad en tilbagekaldelse medfører"] == [
        "Du betalte selv dengang.",
        "Du venter længere.",
    ]


def test_a_consent_in_danish() -> None:
    scope = a_scope(
        recipients=(INSURER_A, Recipient("own-gp")), items=(Item("dx", "K1", "E1", "psychiatry"), Item("*"))
    )
    said = rows(grant_receipt(scope=scope, given_by=Giver("custody", "k1.mother")), "da")
    assert said["Hvornår"] == ["1. marts 2026 kl. 13.00"]
    assert said["Af hvem"] == ["En indehaver af forældremyndigheden: k1.mother"]
    assert said["Registreret"] == ["1. marts 2026 kl. 13.05 af desk-screen"]
    assert said["Formål"] == ["insurance-payment på dansk"]
    assert said["Modtagere"] == ["insurer på dansk: insurer-a", "own-gp på dansk (enhver)"]
    assert said["Oplysninger"] == [
        "dx på dansk, forløb K1, episode E1, mærket “psychiatry på dansk”",
        "Alle kategorier af oplysninger",
    ]
    assert said["Indtil"] == ["1. marts 2027, den dag ikke medregnet"]
    assert said["Hvad en tilbagekaldelse medfører"] == ["Du betaler selv."]
    assert said["Dokumentation"] == ["Scanning: archive:5f2c"]
    assert said["Retsgrundlag"] == ["Loven G9a", "Loven SUL-44"]


def test_a_consent_in_english() -> None:
    said = rows(grant_receipt(form="oral", form_exemption="At sea.", course="K1", consent_class="treatment"), "en")
    assert said["When"] == ["1 March 2026 at 13:00"]
    assert said["By whom"] == ["The person"]
    assert (said["How"], said["Form"]) == (["In person"], ["Orally", "Expressly"])
    assert said["Consent"] == ["payment in English"]
    assert (said["Why an oral consent was enough"], said["Course"]) == (["At sea."], ["K1"])
    assert said["Until"] == ["No day is set"]
    assert said["Law"] == ["The law G9a", "The law SUL-44"]
    assert said["Consent text"] == ["insurer-payment, version 3, language da"]
    assert said["Reference to the person"] == ["k1.someone"]
    assert said["Signed with key"] == ["key"]


@pytest.mark.parametrize(("part", "rest"), [(WHOLE, False), (Part(items=(Item("dx"),)), True)])
def test_a_withdrawal_says_what_becomes_of_the_rest(part: Part, rest: bool) -> None:
    said = rows(withdrawal_receipt(part), "en")
    assert ("The rest of the consent keeps its dates." in said["From now on"][0]) is rest
    assert said["The consent was given"] == ["1 March 2026 at 13:00"]
    assert "Until" not in said


def test_narrowings_and_renewals_are_said() -> None:
    period = Period(date(2025, 1, 1), date(2026, 1, 1))
    scope = a_scope(recipients=(Recipient("own-gp", country="DE"),), items=(Item("dx", period=period),))
    said = rows(grant_receipt(scope=scope, renews="c-0", follows="r-1"), "en")
    assert said["After the refusal of consent"] == ["r-1"]
    assert said["Recipients"] == ["own-gp in English (any), in DE"]
    assert said["Data"] == ["dx in English, from 1 January 2025, before 1 January 2026"]
    assert said["In the place of consent"] == ["c-0"]
    assert rows(withdrawal_receipt(Part(channels=("email",))), "en")["Only what is sent by"] == ["email in English"]


@pytest.mark.parametrize(
    ("how", "begins"), [("revoked", "Nothing more is sent"), ("invalidated", "Nothing is sent on the strength of it")]
)
def test_a_consent_that_the_controller_ended_says_so(how: str, begins: str) -> None:
    said = rows(withdrawal_receipt(WHOLE, how), "en")
    assert said["By whom"] == ["hospital in English"]
    assert said["From now on"][0].startswith(begins)


def test_a_refused_consent_says_what_it_does_not_stop() -> None:
    document = refused_receipt(course="K1")
    said = rows(document, "en")
    assert ReceiptPage(Receipt(document, "", ""), "da").title == "Kvittering: nej til at give samtykke"
    assert (said["Asked by"], said["Form"]) == (["ward-12"], ["Orally"])
    assert (said["Consent"], said["Course"]) == (["payment in English"], ["K1"])
    assert said["Law"] == ["The law G9a", "The law SUL-44"]
    assert "is not stopped by this" in said["From now on"][0]
    assert said["Consent text"] == ["insurer-payment, version 3, language da"]
    assert "Until" not in said


@pytest.mark.parametrize(
    ("language", "asked", "instead"),
    [("da", "Bedt om at forny", "I stedet for samtykke"), ("en", "Asked to renew", "In the place of consent")],
)
def test_a_renewal_that_was_refused_names_what_goes_on(language: str, asked: str, instead: str) -> None:
    said = rows(refused_receipt(renews="c-0"), language)
    assert said[asked] == ["c-0"]
    assert instead not in said


@pytest.mark.parametrize("language", receipt_words.LANGUAGES)
@pytest.mark.parametrize("kind", OBJECTION_KINDS)
def test_every_kind_of_objection_has_a_page(kind: str, language: str) -> None:
    document = objection_receipt(kind, Part())
    said = rows(document, language)
    assert ReceiptPage(Receipt(document, "", ""), language).title == getattr(receipt_words.TITLES[kind], language)
    everything: Any = [receipt_words.SENTENCES[f"all_{name}"] for name in ("purposes", "recipients", "items")]
    assert [[getattr(name, language)] for name in everything] == [
        said[getattr(receipt_words.TERMS[name], language)] for name in ("purposes", "recipients", "items")
    ]


def test_colours_have_the_contrast_of_wcag_aaa_on_white() -> None:
    colours = set(re.findall(r"(?<!-)\bcolor: (#[0-9a-f]{3,6})", STYLE))
    assert colours
    assert min(map(contrast_with_white, colours)) >= 7


def contrast_with_white(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
