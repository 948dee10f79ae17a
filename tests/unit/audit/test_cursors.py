"""A cursor goes with one search only, and says nothing to whoever holds it."""

import pytest

from services.audit.api.cursors import Cursors
from services.audit.use_cases.entry_filter import PlaceInLog
from shared.web.problems import Problem
from tests.unit.audit.builders import NOON

KEY = b"k" * 32
PLACE = PlaceInLog(NOON, "0193a0b0-0000-7000-8000-000000000001")
SEARCH = {"subject": {"cpr": "0101011234"}, "controllers": ("hospital",)}


def cursor() -> str:
    written = Cursors(KEY, SEARCH).write(PLACE)
    assert written is not None
    return written


def test_a_cursor_leads_back_to_its_place() -> None:
    assert Cursors(KEY, SEARCH).read(cursor()) == PLACE


def test_the_first_page_has_no_cursor_and_the_last_page_gives_none() -> None:
    assert (Cursors(KEY, SEARCH).read(None), Cursors(KEY, SEARCH).write(None)) == (None, None)


@pytest.mark.parametrize(
    ("key", "search"),
    [
        (b"x" * 32, SEARCH),
        (KEY, SEARCH | {"controllers": ("clinic",)}),
        (KEY, SEARCH | {"outcome": "deny"}),
        (KEY, {"controllers": ("hospital",)}),
    ],
    ids=["key", "controllers", "another field", "without a field"],
)
def test_a_cursor_fits_no_other_search(key: bytes, search: dict[str, object]) -> None:
    with pytest.raises(Problem) as problem:
        Cursors(key, search).read(cursor())
    assert (problem.value.status, problem.value.errors[0]["pointer"]) == (422, "/cursor")


@pytest.mark.parametrize("broken", ["", "x", "%00", "æ"])
def test_what_is_no_cursor_is_refused(broken: str) -> None:
    with pytest.raises(Problem):
        Cursors(KEY, SEARCH).read(broken)


def test_a_cursor_with_one_character_changed_is_refused() -> None:
    good = cursor()
    with pytest.raises(Problem):
        Cursors(KEY, SEARCH).read(("b" if good[0] == "a" else "a") + good[1:])
