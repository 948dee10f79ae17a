"""A withdrawal reaches what its category is made of and whatever is made of it, as it does at the gate."""

import pytest

from services.consent.domain.reached_parts import as_reached
from services.consent.domain.scope import WHOLE, Item, Part
from services.consent.domain.standing import Status, standing
from services.consent.domain.what_stops import NOTHING, what_stops
from shared.policy_packs.model import Category
from shared.policy_packs.name import Name
from tests.unit.consent.builders import NOON, a_consent, a_pack, a_scope

A_WORD = Name(en="a word", da="et ord")
PARTS = {"claims": ("dental", "medicine"), "dental": ("crowns",)}
PACK = a_pack(
    categories={
        code: Category(code, A_WORD, "health", parts=PARTS.get(code, ()))
        for code in ("claims", "dental", "medicine", "crowns", "notes")
    }
)


def part(*categories: str) -> Part:
    return Part(items=tuple(Item(category) for category in categories))


@pytest.mark.parametrize(
    ("said", "reached"),
    [
        ("claims", ("claims", "crowns", "dental", "medicine")),
        ("dental", ("dental", "claims", "crowns")),
        ("crowns", ("crowns", "claims", "dental")),
        ("notes", ("notes",)),
        ("dropped-since", ("dropped-since",)),
        ("*", ("*",)),
    ],
)
def test_a_category_reaches_its_parts_and_wholes_however_deep(said: str, reached: tuple[str, ...]) -> None:
    assert as_reached(part(said), PACK) == part(*reached)
    assert as_reached(part(said), None) == part(said)
    assert as_reached(WHOLE, PACK) == WHOLE


def test_what_narrows_an_item_narrows_all_that_it_reaches() -> None:
    of_one_course = Part(items=(Item("medicine", course="K1"),))
    assert as_reached(of_one_course, PACK).items == (Item("medicine", course="K1"), Item("claims", course="K1"))


@pytest.mark.parametrize("withdrawn", ["claims", "crowns"])
def test_a_consent_to_a_part_stops_with_the_whole_and_with_what_the_part_is_made_of(withdrawn: str) -> None:
    consent = a_consent(scope=a_scope(items=(Item("dental"),)))
    assert what_stops(consent, part(withdrawn), NOON, PACK) == consent.grant.scope
    left = a_consent(part(withdrawn), scope=consent.grant.scope)
    assert standing(left, left.withdrawals[0].at, PACK).status is Status.WITHDRAWN
    assert what_stops(left, WHOLE, left.withdrawals[0].at, PACK) == NOTHING


def test_a_consent_to_one_part_stays_when_another_is_withdrawn() -> None:
    left = a_consent(part("medicine"), scope=a_scope(items=(Item("dental"), Item("claims"))))
    at = left.withdrawals[0].at
    assert standing(left, at, PACK).status is Status.PARTLY_WITHDRAWN
    assert what_stops(left, WHOLE, at, PACK).items == (Item("dental"),)
