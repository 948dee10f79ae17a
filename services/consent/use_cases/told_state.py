"""What the gate is told of a subject: everything, as long as that fits into one message."""

from collections.abc import Iterator

from services.consent.domain.errors import NoRoomForNo
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.documents import state_document
from shared.events.envelope import LARGEST_EVENT_BYTES, Document, EventTooLarge, encode_json

LARGEST_STATE_BYTES = LARGEST_EVENT_BYTES - 10_000
LARGEST_AFTER_A_YES = 500_000
"""Bytes. The rest is room for a no."""
LARGEST_AFTER_A_WIDE_NO = LARGEST_STATE_BYTES + 8_000
"""Bytes. However many have said which items they are about, one about all items has room left, in whose favour others
can be lifted; and answers to objections have room beyond that."""

_YESES = ("ConsentGiven", "DelegationGiven", "DelegationRequested", "DelegationAccepted")


def told_state(state: SubjectState) -> Document:
    """Return the state as the gate is told it.

    Where nos have filled the room that is left to them, it is told without the oldest yeses and lifted objections: too
    little passes then, and never too much. The record keeps all of it.
    """
    told = state_document(state)
    excess = len(encode_json(told)) - LARGEST_STATE_BYTES
    for section, one in _what_can_be_left_out(told) if excess > 0 else ():
        told[section].remove(one)
        excess -= len(encode_json(one))
        if excess <= 0:
            break
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


def _what_can_be_left_out(told: Document) -> Iterator[tuple[str, Document]]:
    """Give what only ever lets something pass, and what was lifted; within each section the oldest first."""
    yield from [("objections", one) for one in told["objections"] if "lifted_at" in one]
    yield from [("consents", one) for one in told["consents"]]
    yield from [("delegations", one) for one in told["delegations"]]
