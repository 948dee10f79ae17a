"""Who may receive: one item, asked for every recipient kind and purpose of the pack."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import product

from services.disclosure.domain.check import Check, Recipient
from services.disclosure.use_cases.premises import Premises
from services.disclosure.use_cases.simulate_check import simulate_item
from shared.events.envelope import Document

SAID_ONCE = ("category", "course", "episode", "labels", "form", "period", "outcome")
"""What is the same in every answer, and so is left out of each."""

HOME = "DK"
SOME_RECIPIENT = "the-recipient"
"""Stands for the recipient where what is missing has to name it and nobody has said which it is."""


def list_who_may_receive(check: Check, kinds: Iterable[str], purposes: Iterable[str], premises: Premises) -> Document:
    """Return who may have the check's only item, and who could if something named were there besides.

    A recipient of whom no country is known is taken to be in Denmark, and the answer says so.
    """
    may: list[Document] = []
    may_if: list[Document] = []
    for kind, purpose in product(kinds, purposes):
        asked = replace(check, recipient=_recipient(kind, check, premises), purpose=purpose)
        answer = simulate_item(asked, premises)
        if answer["outcome"] == "permit":
            may.append(_receiver(asked, answer))
        elif (lacking := simulate_item(_with_a_name(asked), premises))["would_permit_if"]:
            may_if.append(_receiver(asked, lacking))
    return {**premises.document(), "may_receive": may, "may_receive_if": may_if}


def _recipient(kind: str, check: Check, premises: Premises) -> Recipient:
    country = check.recipient.country or premises.policy.pack.recipient_kinds[kind].country or HOME
    return replace(check.recipient, kind=kind, country=country)


def _with_a_name(check: Check) -> Check:
    recipient = check.recipient
    return replace(check, recipient=replace(recipient, id=recipient.id or SOME_RECIPIENT))


def _receiver(check: Check, answer: Document) -> Document:
    recipient = {name: value for name, value in asdict(check.recipient).items() if value is not None}
    said = {name: value for name, value in answer.items() if name not in SAID_ONCE}
    return {"recipient": recipient, "purpose": check.purpose, **said}
