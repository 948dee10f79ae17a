"""What the check of a receipt says it holds."""

from datetime import date

import pytest

from services.consent.api.scope_schemas import MOST_ITEMS, MOST_PURPOSES, MOST_RECIPIENTS
from services.consent.domain.period import Period
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from services.consent.use_cases.receipts.receipt_keys import NotGenuine
from services.consent.use_cases.receipts.verify_receipt import verify_receipt
from tests.unit.consent.builders import INSURER_A, a_scope
from tests.unit.consent.receipts.documents import (
    Document,
    grant_receipt,
    new_keys,
    objection_receipt,
    signed,
    withdrawal_receipt,
)

KEYS = new_keys()


def said_of(receipt: Document) -> str:
    return verify_receipt(signed(receipt, KEYS), KEYS)


def test_it_says_what_was_consented_to_by_whom_and_until_when() -> None:
    scope = a_scope(
        recipients=(INSURER_A, Recipient("own-gp")), items=(Item("dx", "K1", None, "psychiatry"), Item("*"))
    )
    receipt = grant_receipt(scope=scope)
    assert said_of(receipt) == (
        "Genuine: a consent given at 2026-03-01T12:00:00.000000Z by or for k1.someone at hospital: "
        "for insurance-payment; to insurer insurer-a, own-gp; of dx (course K1, label psychiatry), *; "
        "until 2027-03-01. "
        f"It is receipt {receipt['dct:identifier']}, signed with key {KEYS.signing_key_id}."
    )


def test_it_says_of_what_a_withdrawal_was() -> None:
    said = said_of(withdrawal_receipt(WHOLE))
    assert "Genuine: a withdrawal at" in said
    assert ": for insurance-payment; to insurer insurer-a; of dx. It is" in said


def test_it_says_all_where_an_objection_names_nothing() -> None:
    assert "an objection at" in said_of(objection_receipt("marketing", Part()))
    said = said_of(objection_receipt(part=Part()))
    assert "a refusal at" in said
    assert ": for every purpose; to every recipient; of all data. It is" in said


def test_it_says_everything_that_narrows() -> None:
    item = Item("dx", period=Period(date(2025, 1, 1), None))
    scope = a_scope(recipients=(Recipient("own-gp", country="DE"),), items=(item,))
    said = said_of(withdrawal_receipt(Part(channels=("email",)), scope=scope))
    assert "; to own-gp (country DE); of dx (period 2025-01-01/); by email only. It is" in said


@pytest.mark.parametrize(("how", "said"), [("revoked", "ended by the controller"), ("invalidated", "never")])
def test_it_says_who_ended_a_consent(how: str, said: str) -> None:
    assert said in said_of(withdrawal_receipt(WHOLE, how))


def test_the_largest_consent_that_is_taken_has_a_receipt_that_can_be_checked() -> None:
    longest = "x" * 200
    recipients = tuple(Recipient("insurer", f"{longest}{number}") for number in range(MOST_RECIPIENTS))
    items = tuple(Item("dx", longest, longest, "psychiatry") for _ in range(MOST_ITEMS))
    scope = a_scope(recipients=recipients, purposes=("insurance-payment",) * MOST_PURPOSES, items=items)
    assert said_of(grant_receipt(scope=scope, course=longest)).startswith("Genuine: ")


def test_space_around_the_receipt_is_no_matter() -> None:
    assert verify_receipt(f"\n{signed(grant_receipt(), KEYS)}\n", KEYS) == said_of(grant_receipt())


@pytest.mark.parametrize("payload", [b"", b"no json", b"[]", b"{}", b'{"dpv:hasRecordOfActivity": 7}', b"\xff"])
def test_what_our_key_signed_without_being_a_receipt_is_none(payload: bytes) -> None:
    with pytest.raises(NotGenuine, match=r"no receipt that this version knows|no signed receipt"):
        verify_receipt(KEYS.sign(payload), KEYS)
