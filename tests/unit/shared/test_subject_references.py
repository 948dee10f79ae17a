"""References name a person without naming them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.subject_references import InvalidSubjectKeys, SubjectKeys, SubjectUncertain, on_record

KEYS = SubjectKeys({"k2": b"2" * 32, "k1": b"1" * 32})
BEFORE = SubjectKeys({"k1": b"1" * 32})
CPR = "0101011234"


def test_the_same_person_has_the_same_reference_at_one_controller() -> None:
    assert KEYS.references("aleris", "cpr", "0101011234") == KEYS.references("aleris", "cpr", "0101011234")


@pytest.mark.parametrize(
    "other", [("gf", "cpr", "0101011234"), ("aleris", "member", "0101011234"), ("aleris", "cpr", "0101011235")]
)
def test_another_controller_system_or_number_gives_another_reference(other: tuple[str, str, str]) -> None:
    assert KEYS.references(*other) != KEYS.references("aleris", "cpr", "0101011234")


def test_the_first_key_is_the_one_in_use() -> None:
    assert KEYS.references("aleris", "cpr", "0101011234")[0].startswith("k2.")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_a_reference_is_a_short_word_without_the_number(number: str) -> None:
    reference = KEYS.references("aleris", "cpr", number)[0]
    assert number not in reference
    assert len(reference) == len("k2.") + 32
    assert reference.removeprefix("k2.").isalnum()


def test_keys_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"k2:{'22' * 32}\n\nk1:{'11' * 32}\n")
    assert SubjectKeys.from_file(file).references("aleris", "cpr", "0101011234")[0].startswith("k2.")


@pytest.mark.parametrize(
    "content",
    ["", "\n", "k1:abc", f"k1:{'zz' * 32}", "k1:1111", "k1", f"K1:{'11' * 32}", f"k1:{'11' * 32}\nk1:{'22' * 32}"],
)
def test_a_file_that_cannot_be_used_is_refused_without_telling_the_key(content: str, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(content)
    with pytest.raises(InvalidSubjectKeys) as refusal:
        SubjectKeys.from_file(file)
    secret = content.partition(":")[2]
    assert not secret or secret not in str(refusal.value)


def test_a_new_key_leaves_everybody_the_reference_they_have() -> None:
    [old] = BEFORE.references("aleris", "cpr", CPR)
    assert KEYS.references("aleris", "cpr", CPR)[1] == old


def test_a_number_is_looked_for_under_every_key_and_a_reference_as_it_is() -> None:
    by_number = KEYS.named("aleris", {"cpr": CPR})
    assert (len(by_number.references), by_number.identified) == (2, True)
    by_reference = KEYS.named("aleris", {"reference": by_number.references[1]})
    assert (by_reference.references, by_reference.identified) == (by_number.references[1:], False)


def _named(**replacement: str) -> tuple[str, ...]:
    return KEYS.named("aleris", {"replacement": replacement}).references


def test_a_replacement_number_is_the_same_however_it_is_written() -> None:
    assert _named(kind="x-ecpr", number="0203291WQ3") == _named(kind="x-ecpr", number="020329-1wq3")


def test_the_same_decentral_number_of_another_issuer_is_somebody_else() -> None:
    one, other = (_named(kind="d-ecpr", number="0203290WQ3", issuer=issuer) for issuer in ("region-a", "region-b"))
    assert set(one).isdisjoint(other)


def test_a_subject_is_on_record_under_the_reference_that_has_a_state() -> None:
    assert on_record(("k2.x", "k1.y"), {"k1.y"}, {"k1", "k2", "k3"}) == "k1.y"


def test_nobody_is_a_stranger_until_looked_for_under_every_key_in_use() -> None:
    assert on_record(("k2.x", "k1.y"), set(), {"k1"}) is None
    for references in (("k1.y",), ("k2.x",)):
        with pytest.raises(SubjectUncertain):
            on_record(references, set(), {"k1", "k2"})


def test_of_two_states_neither_is_taken_for_the_subjects() -> None:
    with pytest.raises(SubjectUncertain):
        on_record(("k2.x", "k1.y"), {"k2.x", "k1.y"}, {"k1", "k2"})
