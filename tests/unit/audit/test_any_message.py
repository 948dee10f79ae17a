"""Whatever arrives is either an entry or malformed, and an entry can be stored."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.audit.domain.malformed import Malformed
from services.audit.domain.read_entry import read_entry
from services.audit.domain.typed_fields import LONGEST_TEXT
from tests.unit.audit.builders import NOON, a_record, an_event

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
HEADERS = st.dictionaries(st.sampled_from(["type", "producer", "position", "other"]), st.binary() | st.none())


def ends_somewhere(record: Any) -> None:
    try:
        entry = read_entry(record, NOON)
    except Malformed:
        return
    for value in entry:
        for text in value if isinstance(value, tuple) else [value]:
            if isinstance(text, str):
                assert len(text) <= LONGEST_TEXT
                assert b"\x00" not in text.encode()


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    return [path] * bool(path) + [found for key, value in inner for found in places(value, (*path, key))]


@settings(deadline=None)
@given(st.binary(), HEADERS)
def test_any_bytes_under_any_headers(value: bytes, headers: dict[str, bytes]) -> None:
    ends_somewhere(a_record(value=value, headers=headers))


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_under_good_headers(value: bytes) -> None:
    ends_somewhere(a_record(value=value))


@settings(deadline=None)
@given(st.sampled_from(places(an_event())), ANYTHING)
def test_a_good_event_with_anything_in_one_place(path: tuple[Any, ...], anything: Any) -> None:
    event = copy.deepcopy(an_event())
    inner = event
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = anything
    ends_somewhere(a_record(value=json.dumps(event).encode(errors="surrogatepass")))


@settings(deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_a_good_event_with_a_few_bytes_overwritten(start: int, noise: bytes) -> None:
    value = a_record().value
    ends_somewhere(a_record(value=value[:start] + noise + value[start + len(noise) :]))
