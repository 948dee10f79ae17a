"""Who may receive: one item, asked for every recipient kind and purpose of the pack."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import product
from typing import Any

from services.disclosure.domain.check import Check, Recipient
from services.disclosure.domain.errors import AskedTooWidely
from services.disclosure.use_cases.premises import Premises
from services.disclosure.use_cases.simulate_check import simulate_item
from shared.events.envelope import Document
from shared.policy_packs.model import Pack

SAID_ONCE = ("category", "course", "episode", "labels", "form", "period", "outcome")
"""What is the same in every answer, and so is left out of each."""

MOST_PAIRS = 5_000
"""Recipient kinds times purposes that are answered while somebody waits; packs in use have fewer."""

SOME_RECIPIENT = "the-recipient"
"""Stands for the recipient where what is missing has to name it and nobody has said which it is."""


def list_who_may_receive(check: Check, asked_for: Mapping[str, Any], premises: Premises) -> Document:
    """Return who may have the check's only item, and who could if something named were there besides.

    `asked_for` is the check as it was sent: the kind and the purpose that it leaves out are open. A recipient of whom
    no country is known is taken to be at home, and the answer says so. Raises AskedTooWidely.
    """
    may: list[Document] = []
    may_if: list[Document] = []
    for kind, purpose in _open_pairs(asked_for, premises.policy.pack):
        asked = replace(check, recipient=_recipient(kind, check, premises), purpose=purpose)
        answer = simulate_item(asked, premises)
        if answer["outcome"] == "permit":
            may.append(_receiver(asked, answer))
        elif (lacking := simulate_item(_with_a_name(asked), premises))["would_permit_if"]:
            may_if.append(_receiver(asked, lacking))
    return {**premises.document(), "may_receive": may, "may_receive_if": may_if}


def _open_pairs(asked_for: Mapping[str, Any], pack: Pack) -> Iterable[tuple[str, str]]:
    kind, purpose = asked_for.get("recipient", {}).get("kind"), asked_for.get("purpose")
    kinds = [kind] if kind else [*pack.recipient_kinds]
    purposes = [purpose] if purpose else [*pack.purposes]
    if len(kinds) * len(purposes) > MOST_PAIRS:
        raise AskedTooWidely(len(kinds), len(purposes), MOST_PAIRS)
    return product(kinds, purposes)


def _recipient(kind: str, check: Check, premises: Premises) -> Recipient:
    pack = premises.policy.pack
    country = check.recipient.country or pack.recipient_kinds[kind].country or pack.home_of(check.subject_role)
    return replace(check.recipient, kind=kind, country=country)


def _with_a_name(check: Check) -> Check:
    recipient = check.recipient
    return replace(check, recipient=replace(recipient, id=recipient.id or SOME_RECIPIENT))


def _receiver(check: Check, answer: Document) -> Document:
    recipient = {name: value for name, value in asdict(check.recipient).items() if value is not None}
    said = {name: value for name, value in answer.items() if name not in SAID_ONCE}
    return {"recipient": recipient, "purpose": check.purpose, **said}
