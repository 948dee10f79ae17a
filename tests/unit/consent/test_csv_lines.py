"""CSV becomes what the same consent is in JSON; every row keeps the number of its first line."""

from typing import Any

import pytest

from services.consent.api.csv_lines import csv_lines
from services.consent.api.line_fields import is_field_of_a_line
from services.consent.domain.consent_import import Refusal
from services.consent.domain.errors import ImportUnreadable

MALFORMED = Refusal("malformed-request")


def rows(*lines: bytes | None) -> list[tuple[int, Any]]:
    return list(csv_lines([None if line is None else line + b"\n" for line in lines], lambda _: True))


def test_paths_become_objects_and_numbers_become_lists() -> None:
    assert rows(b"a,b/c,b/d,e/0,e/1,f/0/g", b"1,2,3,4,5,6") == [
        (2, {"a": "1", "b": {"c": "2", "d": "3"}, "e": ["4", "5"], "f": [{"g": "6"}]})
    ]


def test_an_empty_cell_is_not_stated_and_a_gap_in_a_list_stays_one() -> None:
    assert rows(b"a,b,e/0,e/2", b"1,,,4", b"2") == [(2, {"a": "1", "e": [None, None, "4"]}), (3, {"a": "2"})]


def test_rows_are_numbered_by_their_first_lines_and_blank_ones_are_left_out() -> None:
    assert rows(b"a;b", b"1;2", b"", b";", b'"3', b'4";5', b"6;7") == [
        (2, {"a": "1", "b": "2"}),
        (5, {"a": "3\n4", "b": "5"}),
        (7, {"a": "6", "b": "7"}),
    ]


@pytest.mark.parametrize("row", [b"1,2,3", b"\xff,2", b'"1"x,2', None])
def test_what_cannot_be_read_refuses_its_own_row_only(row: bytes | None) -> None:
    assert rows(b"a,b", row, b"3,4") == [(2, MALFORMED), (3, {"a": "3", "b": "4"})]


def test_two_columns_cannot_say_what_one_thing_is() -> None:
    assert rows(b"a,a/b", b"1,2", b"3,", b",4") == [(2, MALFORMED), (3, {"a": "3"}), (4, {"a": {"b": "4"}})]


UNREADABLE = [
    *(b"", b"a,a", b"a,", b"/a", b"a//b", b",".join(b"c%d" % n for n in range(501))),
    *(b"a,b\r1,2\r", b'a,"b', b"a\x00,b", b"a" * 200_000, b"a,f\xe6rm", "a,b".encode("utf-16")),
]


@pytest.mark.parametrize("first", UNREADABLE, ids=lambda first: str(first[:20]))
def test_without_a_heading_for_each_column_nothing_is_read(first: bytes) -> None:
    with pytest.raises(ImportUnreadable):
        rows(first, b"1,2")


@pytest.mark.parametrize("row", [(), (b"1,2,3,4",), (b",,3,",)])
def test_a_heading_that_leads_to_no_field_is_told_by_its_place_whatever_the_rows(row: tuple[bytes, ...]) -> None:
    with pytest.raises(ImportUnreadable, match=r"headed by no field of a line: 2, 4\.$"):
        list(csv_lines([b"a,b,c,b/d\n", *row], lambda path: path[0] != "b"))


@pytest.mark.parametrize(
    "path",
    ["source_id", "subject/cpr", "subject/replacement/issuer", "evidence/3/sha256", "scope/items/0/period/from"],
)
def test_what_a_line_may_state_can_head_a_column(path: str) -> None:
    assert is_field_of_a_line(path.split("/"))


@pytest.mark.parametrize(
    "path",
    ["controller", "subject", "subject/name", "scope/items", "scope/items/0", "scope/items/x/category", "form/0"],
)
def test_what_no_line_states_cannot(path: str) -> None:
    assert not is_field_of_a_line(path.split("/"))


def test_a_number_too_high_for_a_list_is_a_name() -> None:
    assert rows(b"a/99999999", b"1") == [(2, {"a": {"99999999": "1"}})]
