"""What recipients, items and parts have in common."""

import pytest

from services.consent.domain.scope import WHOLE, Cell, Item, Part, Recipient
from tests.unit.consent.builders import INSURER_A, INSURER_B, a_scope


def test_a_kind_without_an_id_contains_each_recipient_of_the_kind_but_not_the_other_way_round() -> None:
    anybody = Recipient("insurer")
    assert anybody.contains(INSURER_A)
    assert not INSURER_A.contains(anybody)
    assert not anybody.contains(Recipient("own-gp"))


def test_what_two_recipients_have_in_common_is_the_narrower_one() -> None:
    assert Recipient("insurer").common_with(INSURER_A) == INSURER_A
    assert INSURER_A.common_with(Recipient("insurer")) == INSURER_A
    assert INSURER_A.common_with(INSURER_B) is None


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (Item("dx"), Item("dx"), Item("dx")),
        (Item("*"), Item("dx", label="psychiatry"), Item("dx", label="psychiatry")),
        (Item("dx", course="K1"), Item("*", label="psychiatry"), Item("dx", course="K1", label="psychiatry")),
        (Item("dx", course="K1"), Item("dx", course="K2"), None),
        (Item("dx"), Item("notes"), None),
    ],
)
def test_what_two_items_have_in_common_is_as_narrow_as_both(one: Item, other: Item, common: Item | None) -> None:
    assert one.common_with(other) == common
    assert other.common_with(one) == common


def test_an_item_contains_what_is_narrower_and_nothing_wider() -> None:
    assert Item("*").contains(Item("dx", course="K1"))
    assert Item("dx").contains(Item("dx", episode="E1"))
    assert not Item("dx", episode="E1").contains(Item("dx"))
    assert not Item("dx").contains(Item("*"))


def test_an_empty_part_contains_every_cell() -> None:
    assert all(WHOLE.contains(cell) for cell in a_scope(items=(Item("dx"), Item("notes"))))


def test_a_part_contains_a_cell_only_when_every_stated_dimension_does() -> None:
    part = Part(recipients=(INSURER_A,), items=(Item("dx"),))
    assert part.contains(Cell(INSURER_A, "insurance-payment", Item("dx")))
    assert not part.contains(Cell(INSURER_B, "insurance-payment", Item("dx")))
    assert not part.contains(Cell(INSURER_A, "insurance-payment", Item("notes")))
    assert not Part(purposes=("claims",)).contains(Cell(INSURER_A, "insurance-payment", Item("dx")))


def test_a_part_has_in_common_with_a_scope_what_is_no_wider_than_either() -> None:
    scope = a_scope(recipients=(Recipient("insurer"),), items=(Item("*"),))
    part = Part(recipients=(INSURER_A, Recipient("own-gp")), items=(Item("notes", label="psychiatry"),))
    assert list(part.common_with(scope)) == [
        Cell(INSURER_A, "insurance-payment", Item("notes", label="psychiatry")),
    ]


def test_an_item_without_a_course_takes_the_course_of_its_consent() -> None:
    scope = a_scope(items=(Item("dx"), Item("notes", course="K2"))).bound_to("K1")
    assert scope.items == (Item("dx", course="K1"), Item("notes", course="K2"))
