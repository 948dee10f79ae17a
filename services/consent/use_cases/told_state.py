"""What the gate is told of a subject: everything, as long as that fits into one message."""

from collections.abc import Sequence
from datetime import datetime

from services.consent.domain.errors import NoRoomForNo
from services.consent.domain.scope import ANY_CATEGORY
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.documents import state_document
from shared.events.envelope import LARGEST_EVENT_BYTES, Document, EventTooLarge, encode_json

LARGEST_STATE_BYTES = LARGEST_EVENT_BYTES - 30_000
LARGEST_AFTER_A_YES = 500_000
"""Bytes. The rest is room for a no."""
LARGEST_AFTER_A_WIDE_NO = LARGEST_STATE_BYTES + 20_000
"""Bytes. However many have said which items they are about, some that are about all items have room left, in whose
favour others can be lifted; and answers to objections have room beyond that."""

_YESES = ("ConsentGiven", "DelegationGiven", "DelegationRequested", "DelegationAccepted")


def told_state(state: SubjectState) -> Document:
    """Return the state as the gate is told it.

    Where noes have filled the room that is left to them, it is told without the oldest yeses and lifted objections: too
    little passes then, and never too much. What was withdrawn of these is a no as well, to what somebody else declares
    to have been consented to (article 7(3) GDPR), and is still told. The record keeps all of it.
    """
    told = state_document(state)
    excess = len(encode_json(told)) - LARGEST_STATE_BYTES
    withdrawn: list[Document] = []
    as_one: list[Document] = []
    for section, one in _what_can_be_left_out(told):
        if excess + len(encode_json(as_one)) <= 0:
            break
        told[section].remove(one)
        excess -= len(encode_json(one))
        if any(_is_withdrawal(each) for each in one.get("withdrawals", ())):
            withdrawn.append(one)
            as_one = _as_one(withdrawn)
    told["consents"] = [*as_one, *told["consents"]]
    return told


def require_room(change_type: str, change: Document, told: Document) -> None:
    """Raise EventTooLarge for a yes that leaves too little room for a no, NoRoomForNo for a no beyond that room.

    `change` is what the audit log is told, `told` what the gate is.
    """
    size = len(encode_json(told))
    if change_type in _YESES and size > LARGEST_AFTER_A_YES:
        raise EventTooLarge
    if change_type == "ObjectionRaised":
        largest = LARGEST_STATE_BYTES if "items" in change["part"] else LARGEST_AFTER_A_WIDE_NO
        if size > largest:
            raise NoRoomForNo


def _what_can_be_left_out(told: Document) -> list[tuple[str, Document]]:
    """Return what was lifted, and yeses; within each section the oldest first."""
    return [
        *(("objections", one) for one in told["objections"] if "lifted_at" in one),
        *(("consents", one) for one in told["consents"]),
        *(("delegations", one) for one in told["delegations"]),
    ]


def _as_one(withdrawn: Sequence[Document]) -> list[Document]:
    """Return one consent in the place of those of which something was withdrawn.

    It has been withdrawn whole, for all items, purposes and kinds of recipient that any of them names, on the last day
    on which something was: no wider consent can be told, and none has a wider withdrawal.
    """
    said = [(one, each) for one in withdrawn for each in one["withdrawals"] if _is_withdrawal(each)]
    last, withdrawal = max(said, key=lambda pair: datetime.fromisoformat(pair[1]["at"]))
    scopes = [one["scope"] for one in withdrawn]
    kinds = {recipient["kind"] for scope in scopes for recipient in scope["recipients"]}
    whole = {
        "recipients": [{"kind": kind} for kind in sorted(kinds)],
        "purposes": sorted({purpose for scope in scopes for purpose in scope["purposes"]}),
        "items": [{"category": ANY_CATEGORY}],
    }
    return [last | {"scope": whole, "withdrawals": [withdrawal | {"part": {}}]}]


def _is_withdrawal(taken_back: Document) -> bool:
    """Whether the subject said so; what a controller revokes or finds invalid is no word of theirs."""
    return bool(taken_back["how"] == "withdrawn")
