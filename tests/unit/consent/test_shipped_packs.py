"""Consents in the words of the packs that ship."""

from typing import Any

import pytest

from services.consent.api.receipt_page import ReceiptPage
from services.consent.domain.consent import Giver
from services.consent.domain.grant_rules import faults_of_grant, validity_of
from services.consent.domain.scope import Item, Recipient, Scope
from services.consent.domain.standing import Status, standing
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.read_receipt import Receipt
from services.consent.use_cases.receipts.receipt_document import receipt_of_grant
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.model import Pack
from tests.unit.consent.builders import NOON, a_consent, a_grant

PACKS = packs_in_force(PACKS_FOLDER)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_consent_to_any_purpose_of_the_pack_can_be_given_in_writing_or_electronically(pack: Pack) -> None:
    recipients = tuple(Recipient(kind) for kind in pack.recipient_kinds)
    items = tuple(Item(category) for category in pack.categories)
    for purpose, said in pack.purposes.items():
        scope = Scope(recipients, (purpose,), items)
        signed = (a_grant(scope=scope, form=form, course="K1") for form in ("written", "electronic"))
        grant = next((one for one in signed if faults_of_grant(one, pack, NOON, None) == []), None)
        assert grant is not None, purpose
        given = a_consent(consent_class=said.consent_class, scope=scope)
        assert validity_of(grant, pack) == given.validity
        assert standing(given, NOON, pack).status is Status.IN_FORCE


@pytest.mark.parametrize(
    ("controller", "purpose", "said", "pointer"),
    [
        ("aleris", "staff-administration", {"given_by": Giver("representative", "r-1")}, "/given_by/authority"),
        ("danmark", "claims-handling", {"form": "oral"}, "/form"),
    ],
)
def test_a_category_that_no_kind_has_lets_nobody_else_consent_to_the_rest(
    controller: str, purpose: str, said: dict[str, Any], pointer: str
) -> None:
    pack, of_a_kind = PACKS[controller], {"aleris": "crim", "danmark": "health"}[controller]
    for items in ((Item(of_a_kind),), (Item(of_a_kind), Item("address"))):
        scope = Scope((Recipient("insurer"),), (purpose,), items)
        assert pointer in [one.pointer for one in faults_of_grant(a_grant(scope=scope, **said), pack, NOON, None)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_receipt_says_every_word_of_the_pack_in_both_languages(pack: Pack, language: str) -> None:
    recipients = tuple(Recipient(kind) for kind in pack.recipient_kinds)
    scope = Scope(recipients, tuple(pack.purposes), tuple(Item(category) for category in pack.categories))
    receipt = Receipt(receipt_of_grant(a_consent(scope=scope), PackWords(pack)), "", "")
    page = ReceiptPage(receipt, language)
    said = {value.text for _, _, rows in page.sections() for row in rows for value in row.values}
    words = [*pack.purposes.values(), *pack.categories.values()]
    assert {getattr(word.name, language) for word in words} <= said
    assert page.controller == getattr(pack.name, language)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_provision_that_a_receipt_names_is_in_danish_on_a_danish_one(pack: Pack) -> None:
    named = {code for kind in pack.consent_kinds for code in kind.law}
    named |= {code for codes in pack.objections.values() for code in codes}
    assert named
    for law in PackWords(pack).laws(sorted(named)):
        danish, english = (law["skos:prefLabel"][language] for language in ("da", "en"))
        assert danish != english, law["dct:identifier"]
        assert "GDPR" not in danish, law["dct:identifier"]
        assert "(" not in danish, law["dct:identifier"]
