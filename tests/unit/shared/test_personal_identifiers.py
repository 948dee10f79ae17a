"""A number is of one kind, and is refused as any other."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.logs import without_identifiers
from shared.personal_identifiers import REPLACEMENT_KINDS, InvalidIdentifier, validate_cpr, validate_replacement
from shared.web.schema import word
from shared.web.subject_schema import SubjectSchema

NUMBERS = {
    "cpr": ["0101011234", "010101-1234", " 010101-1234 ", "2902004234"],
    "x-ecpr": ["0203291WQ3", "1308781OS6", "310105-7jc9", "2902007AA1"],
    "d-ecpr": ["0203290WQ3", "1308785OS6", "3101056JC9", "2902006AA1"],
    "administrative": ["6101011234", "910105-4003", "8902006003"],
}
WRONG = {
    "cpr": ["", "010101", "3201011234", "0113011234", "01010112345", "abcdefghij", "010101 12x4"],
    "x-ecpr": ["", "3002291WQ3", "0213291WQ3", "2902001AA1", "0203291WQ", "0203291W13", "0203291WQ34", "0203291ÆØ3"],
    "d-ecpr": ["0203292WQ3", "0203293WQ3", "0203294WQ3", "0203298WQ3", "0203299WQ3", "2902000AA1"],
    "administrative": ["5101011234", "6113011234", "6001011234", "610101123", "a101011234"],
}
EVERY_NUMBER = [(kind, number) for kind, numbers in NUMBERS.items() for number in numbers]


def _validate(kind: str, number: str) -> str:
    return validate_cpr(number) if kind == "cpr" else validate_replacement(kind, number)


@pytest.mark.parametrize(("kind", "number"), EVERY_NUMBER)
def test_a_number_is_of_its_kind_with_or_without_a_hyphen_and_of_no_other(kind: str, number: str) -> None:
    assert _validate(kind, number) == number.replace("-", "").strip().upper()
    for other in NUMBERS.keys() - {kind}:
        with pytest.raises(InvalidIdentifier):
            _validate(other, number)


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind, numbers in WRONG.items() for number in numbers])
def test_what_is_no_number_of_its_kind_is_refused_and_not_repeated(kind: str, number: str) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        _validate(kind, number)
    assert not number or number not in str(refusal.value)


@given(
    kind=st.sampled_from(REPLACEMENT_KINDS), number=st.text(max_size=12) | st.from_regex(r"\d{7}..\d", fullmatch=True)
)
def test_whatever_is_sent_as_a_replacement_number_is_taken_or_refused(kind: str, number: str) -> None:
    with suppress(InvalidIdentifier):
        assert len(validate_replacement(kind, number)) == 10


@pytest.mark.parametrize(("kind", "number"), EVERY_NUMBER)
def test_no_number_of_any_kind_is_taken_for_a_code_or_gets_into_a_log(kind: str, number: str) -> None:
    with pytest.raises(ValidationError):
        word("A code.").deserialize(number)
    assert without_identifiers(f"of {number.strip()}, they say") == "of [identifier], they say"


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        ({}, "_schema"),
        ({"cpr": "0101011234", "replacement": {"kind": "x-ecpr", "number": "0203291WQ3"}}, "_schema"),
        ({"cpr": "0203291WQ3"}, "cpr"),
        ({"reference": "0203291WQ3"}, "reference"),
        ({"replacement": {"number": "0203291WQ3"}}, "kind"),
        ({"replacement": {"kind": "x-ecpr"}}, "number"),
        ({"replacement": {"kind": "passport", "number": "0203291WQ3"}}, "kind"),
        ({"replacement": {"kind": "x-ecpr", "number": "0101011234"}}, "number"),
        ({"replacement": {"kind": "x-ecpr", "number": "0203291WQ3", "issuer": "region-a"}}, "issuer"),
        ({"replacement": {"kind": "d-ecpr", "number": "0203290WQ3"}}, "issuer"),
        ({"replacement": {"kind": "administrative", "number": "6101011234"}}, "issuer"),
        ({"replacement": {"kind": "administrative", "number": "6101011234", "issuer": "0101011234"}}, "issuer"),
        ({"replacement": {"kind": "x-ecpr", "number": 203291}}, "number"),
        ({"replacement": "0203291WQ3"}, "_schema"),
    ],
)
def test_a_subject_that_is_named_wrongly_is_told_where_and_never_what(subject: dict[str, object], place: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        SubjectSchema().load(subject)
    messages = refusal.value.normalized_messages()
    assert place in messages.get("replacement", messages)
    assert "0101011234" not in str(messages)
    assert "WQ3" not in str(messages)
