"""A receipt explains its own terms."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services.consent.domain.consent import Giver
from services.consent.domain.period import Period
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from services.consent.use_cases.receipts.terms import CONTEXT
from shared.policy_packs.lines import TAKEN_BACK
from shared.policy_packs.model import OBJECTION_KINDS
from tests.unit.consent.builders import a_scope
from tests.unit.consent.receipts.documents import (
    KIND_BY_CATEGORY,
    MIXED,
    Document,
    grant_receipt,
    objection_receipt,
    refused_receipt,
    withdrawal_receipt,
)

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))


def every_receipt() -> Iterator[Document]:
    items = (Item("dx", "K1", "E1", "psychiatry", PERIOD), Item("*"))
    full = a_scope(recipients=(Recipient("insurer", "insurer-a", "DE"),), items=items)
    yield grant_receipt(scope=full, course="K1", form="oral", form_exemption="By telephone.")
    yield grant_receipt(given_by=Giver("custody", "k1.mother"), stated_end=date(2026, 6, 1))
    yield grant_receipt(KIND_BY_CATEGORY, scope=MIXED, kind=None)
    yield grant_receipt(consent_class="until-withdrawn", renews="c-0", follows="r-1")
    yield refused_receipt(scope=full, course="K1", refused_by=Giver("custody", "k1.mother"))
    yield withdrawal_receipt(Part(items=(Item("dx"),), channels=("email",)))
    yield from (withdrawal_receipt(WHOLE, how) for how in TAKEN_BACK)
    yield from (objection_receipt(kind) for kind in OBJECTION_KINDS)


@pytest.mark.parametrize("receipt", list(every_receipt()))
def test_every_term_is_explained_in_the_document_itself(receipt: Document) -> None:
    assert receipt["@context"] == CONTEXT
    prefixes = {name for name, meaning in CONTEXT.items() if isinstance(meaning, str)}
    used = set(terms({name: said for name, said in receipt.items() if name != "@context"}))
    assert used
    assert {term.partition(":")[0] for term in used} <= prefixes
    assert [said for said in labels(receipt) if set(said) != {"da", "en"}] == []


def terms(said: Any) -> Iterator[str]:
    if isinstance(said, list):
        yield from (term for one in said for term in terms(one))
    elif isinstance(said, dict):
        if "@type" in said:
            yield said["@type"]
        for name, value in said.items():
            if not name.startswith("@") and name not in {"da", "en"}:
                yield name
            yield from terms(value)


def labels(said: Any) -> Iterator[Document]:
    if isinstance(said, list):
        yield from (label for one in said for label in labels(one))
    elif isinstance(said, dict):
        for name, value in said.items():
            if name in {"skos:prefLabel", "dct:description"} and value != CONTEXT.get(name):
                yield value
            yield from labels(value)
