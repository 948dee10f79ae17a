"""The CPR numbers of demonstrations."""

from deploy.local.invented_people import MOST_PEOPLE, invented_cpr
from shared.personal_identifiers import validate_cpr

NUMBERS = [invented_cpr(number) for number in range(MOST_PEOPLE)]


def test_every_one_is_well_formed() -> None:
    assert [validate_cpr(number) for number in NUMBERS] == NUMBERS


def test_none_could_have_been_issued() -> None:
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    sums = [sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) for number in NUMBERS]
    assert not [number for number, total in zip(NUMBERS, sums, strict=True) if total % 11 == 0]
    assert not [number for number in NUMBERS if number.startswith("0101")]


def test_no_two_people_share_one() -> None:
    assert len(set(NUMBERS)) == MOST_PEOPLE
