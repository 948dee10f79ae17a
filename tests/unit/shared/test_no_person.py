"""No number of a person gets into a text that is kept, however it is spelled; other numbers of callers do."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from services.consent.api.request_schemas import REFERENCE_TO_A_PERSON
from services.disclosure.api.schemas import CheckSchema
from shared.personal_identifiers import InvalidIdentifier, validate_cpr
from shared.web.schema import one_line, word
from tests.unit.disclosure.test_check_schema import GOOD

CHECK = CheckSchema()
BEYOND = st.sampled_from(["", "cpr:", "CPR ", "p.", "x", "a-", "-b", ".pdf", " please", "æ", "(", "p-"]) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="0123456789"), max_size=20
)
WORDS = ["K1", "insurer-a", "order-4711", "*", "a/b:c.d_e+f", "ydernummer-123456"]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Made-up CPR numbers and administrative ones, ten digits."""
    born = draw(st.dates(date(1900, 1, 1), date(2036, 12, 31)))
    number = f"{born:%d%m%y}{draw(st.integers(0, 9999)):04}"
    try:
        validate_cpr(number)
    except InvalidIdentifier:
        assume(False)
    return str(int(number[0]) + 6) + number[1:] if draw(st.booleans()) else number


def _accepted(text: str) -> set[str]:
    """Return by which fields of a check the text is taken; what is compiled and what marshmallow says is the same."""
    taken = set()
    for name, changes in {
        "fact": {"facts": {"payer": text}},
        "categories": {"facts": {"order.covers": ["dx", text]}},
        "word": {"items": [{"category": "dx", "course": text}]},
    }.items():
        document: dict[str, Any] = {**copy.deepcopy(GOOD), **changes}
        recognised = CHECK.recognises(document)
        assert recognised is (Schema.validate(CHECK, document) == {})
        taken |= {name} if recognised else set()
    return taken


@given(
    number=numbers(),
    between=st.sampled_from(["", " ", "-", ":", ".", "/", "_", "+"]),
    before=BEYOND | st.just("7 "),
    after=BEYOND,
)
def test_no_number_of_a_person_is_taken_however_it_is_spelled(
    number: str, between: str, before: str, after: str
) -> None:
    text = f"{before}{number[:6]}{between}{number[6:]}{after}"
    assume(not (before == "p-" and number.startswith("10") and between == after == ""))
    assert _accepted(text) == set()
    with pytest.raises(ValidationError) as refusal:
        one_line("In own words.").deserialize(text)
    assert number not in str(refusal.value)


@given(
    st.one_of(
        st.uuids().map(str),
        st.uuids().map("urn:uuid:{}".format),
        st.dates().map(str),
        st.datetimes(timezones=st.timezones()).map(lambda at: at.replace(microsecond=0).isoformat()),
        st.integers(10_000_000, 99_999_999).map(str),
        st.integers(10_000_000, 99_999_999).map("cvr:{}".format),
        st.integers(10_000_000, 99_999_999).map("+45{}".format).map("tel:{}".format),
        st.integers(0, 99_999_999).map("1030{:08}5".format),
        st.integers(0, 9_999_999).map("p-100{:07}".format),
        st.sampled_from(WORDS),
    )
)
def test_what_callers_number_their_own_things_by_is_taken(text: str) -> None:
    assert _accepted(text) == {"fact", "categories", "word"}


def test_a_uuid_that_holds_ten_such_digits_by_chance_is_taken_wherever_it_stands() -> None:
    by_chance = "ab010101-1234-4abc-8abc-0201401000ab"
    assert _accepted(by_chance) == _accepted(f"order-{by_chance}") == {"fact", "categories", "word"}
    assert one_line("In own words.").deserialize(f"Told under {by_chance}.")
    assert _accepted(f"{by_chance}-0201401000") == set()


@pytest.mark.parametrize(
    "text",
    [
        "1003456789",
        "cpr-1003456789",
        "cpr:p-1003456789",
        "P-1003456789",
        "p-1003456789-b",
        "p-1103456789",
        "p 1003456789",
    ],
)
def test_only_the_prefix_p_alone_makes_a_production_unit_of_a_number_that_begins_with_10(text: str) -> None:
    assert _accepted(text) == set()


def test_nobody_who_gave_a_consent_is_a_production_unit() -> None:
    assert word("A code.").deserialize("p-1003456789") == "p-1003456789"
    with pytest.raises(ValidationError):
        REFERENCE_TO_A_PERSON("p-1003456789")


@pytest.mark.parametrize("text", ["0203291WQ3", "020329-0wq3", "x:0203291WQ3", "see 6203291WQ3 please"])
def test_a_replacement_number_with_letters_is_refused_where_it_stands_alone(text: str) -> None:
    assert _accepted(text) == set()
