"""A state that is told in one message, however much somebody has said no to."""

from dataclasses import replace

import pytest

from services.consent.domain.consent import Consent
from services.consent.domain.errors import NoRoomForNo
from services.consent.domain.objection import Objection
from services.consent.domain.scope import Item, Part
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.documents import state_document
from services.consent.use_cases.told_state import (
    LARGEST_AFTER_A_WIDE_NO,
    LARGEST_AFTER_A_YES,
    LARGEST_STATE_BYTES,
    require_room,
    told_state,
)
from shared.events.envelope import Document, EventTooLarge, encode_json
from tests.unit.consent.builders import NOON, a_consent, recorded


def a_large_part(number: int) -> Part:
    """Return a part of about 15 kB."""
    return Part(items=tuple(Item("dx", course=f"course-{number}-{one}".ljust(280, "x")) for one in range(50)))


def large_consents(count: int, parts: int) -> list[Consent]:
    return [replace(a_consent(*map(a_large_part, range(parts))), id=f"c-{number}") for number in range(count)]


def state(*consents: Consent, objected: int = 0) -> SubjectState:
    objections = tuple(
        Objection(f"o-{number}", "hospital", "k1.someone", "refusal", NOON, "phone", a_large_part(number), recorded())
        for number in range(objected)
    )
    return SubjectState("hospital", "k1.someone", 7, consents, objections)


def test_what_fits_is_told_whole() -> None:
    said = state(*large_consents(3, parts=4), objected=2)
    assert told_state(said) == state_document(said)


def test_what_does_not_fit_is_told_without_the_oldest_yeses_and_with_every_no_that_stands() -> None:
    told = told_state(state(*large_consents(5, parts=10), objected=20))
    assert len(encode_json(told)) <= LARGEST_STATE_BYTES
    standing_for_the_oldest, *others = told["consents"]
    assert standing_for_the_oldest["scope"]["items"] == [{"category": "*"}]
    assert [one["part"] for one in standing_for_the_oldest["withdrawals"]] == [{}]
    assert [one["id"] for one in others] == ["c-2", "c-3", "c-4"]
    assert len(told["objections"]) == 20


def test_a_yes_leaves_room_for_noes() -> None:
    room = _told(LARGEST_AFTER_A_YES)
    for change in ("ConsentGiven", "DelegationGiven", "DelegationRequested", "DelegationAccepted"):
        require_room(change, {}, room)
        with pytest.raises(EventTooLarge):
            require_room(change, {}, _told(LARGEST_AFTER_A_YES + 1))
    require_room("ConsentWithdrawn", {}, _told(LARGEST_AFTER_A_YES + 1))


@pytest.mark.parametrize(
    ("part", "largest"),
    [({"items": [{"category": "dx"}]}, LARGEST_STATE_BYTES), ({}, LARGEST_AFTER_A_WIDE_NO)],
    ids=["named items", "all items"],
)
def test_a_no_to_all_items_has_room_left_where_one_to_named_items_has_not(part: Document, largest: int) -> None:
    require_room("ObjectionRaised", {"part": part}, _told(largest))
    with pytest.raises(NoRoomForNo):
        require_room("ObjectionRaised", {"part": part}, _told(largest + 1))


def _told(size: int) -> Document:
    return {"subject": "x" * (size - len(encode_json({"subject": ""})))}
