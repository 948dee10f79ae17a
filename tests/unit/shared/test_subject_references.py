"""References name a person without naming them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.subject_references import InvalidIdentifier, InvalidSubjectKeys, SubjectKeys, validate_cpr

KEYS = SubjectKeys({"k2": b"2" * 32, "k1": b"1" * 32})


def test_the_same_person_has_the_same_reference_at_one_controller() -> None:
    assert KEYS.reference("aleris", "cpr", "0101011234") == KEYS.reference("aleris", "cpr", "0101011234")


@pytest.mark.parametrize(
    "other", [("gf", "cpr", "0101011234"), ("aleris", "member", "0101011234"), ("aleris", "cpr", "0101011235")]
)
def test_another_controller_system_or_number_gives_another_reference(other: tuple[str, str, str]) -> None:
    assert KEYS.reference(*other) != KEYS.reference("aleris", "cpr", "0101011234")


def test_the_first_key_is_the_one_in_use() -> None:
    assert KEYS.reference("aleris", "cpr", "0101011234").startswith("k2.")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_a_reference_is_a_short_word_without_the_number(number: str) -> None:
    reference = KEYS.reference("aleris", "cpr", number)
    assert number not in reference
    assert len(reference) == len("k2.") + 32
    assert reference.removeprefix("k2.").isalnum()


def test_keys_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"k2:{'22' * 32}\n\nk1:{'11' * 32}\n")
    assert SubjectKeys.from_file(file).reference("aleris", "cpr", "0101011234").startswith("k2.")


@pytest.mark.parametrize("content", ["", "\n", "k1:abc", f"k1:{'zz' * 32}", "k1:1111", "k1"])
def test_a_file_that_cannot_be_used_is_refused_without_telling_the_key(content: str, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(content)
    with pytest.raises(InvalidSubjectKeys) as refusal:
        SubjectKeys.from_file(file)
    secret = content.partition(":")[2]
    assert not secret or secret not in str(refusal.value)


@pytest.mark.parametrize("written", ["0101011234", "010101-1234", " 010101-1234 "])
def test_a_cpr_number_may_be_written_with_or_without_a_hyphen(written: str) -> None:
    assert validate_cpr(written) == "0101011234"


@pytest.mark.parametrize(
    "wrong", ["", "010101", "3201011234", "0113011234", "01010112345", "abcdefghij", "010101 12x4"]
)
def test_what_is_no_cpr_number_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(InvalidIdentifier) as refusal:
        validate_cpr(wrong)
    assert not wrong or wrong not in str(refusal.value)
