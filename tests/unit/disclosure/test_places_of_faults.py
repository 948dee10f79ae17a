"""Every fault of a pack begins with the file and the line it stands in, whichever file the content came from."""

from pathlib import Path

import pytest

from shared.policy_packs.errors import PackError
from shared.policy_packs.load import load_pack
from shared.policy_packs.marks import MarkedMapping, mark_of
from shared.policy_packs.read_yaml import NotYaml, read_yaml
from tests.unit.disclosure.small_pack import MODULE, PACK, write_small_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_pack(tmp_path).parent


def faults(folder: Path, file: str, old: str, new: str) -> tuple[str, ...]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder / "small")
    return caught.value.faults


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("small/pack.yaml", "- contact\n", "- contract\n", "small/pack.yaml:22: bases/small.first: “contract” is not"),
        ("small/pack.yaml", "version:", "versions:", "small/pack.yaml:3: versions: Unknown field."),
        ("small/pack.yaml", "type: boolean", "type: bool", "small/pack.yaml:27: facts/a/type: Must be one of"),
        ("small/pack.yaml", "secrecy: false", "secrecy: nay", "small/pack.yaml:9: subject_roles/customer/secrecy: Not"),
        ("small/pack.yaml", "    from: 2020-01-01\n", "", "small/pack.yaml:15: bases/small.first/from: Missing data"),
        ("small/pack.yaml", "role: customer", "role: client", "small/pack.yaml:6: default_subject_role: “client” is"),
        ("small/pack.yaml", "imports: [common]", "imports: [comon]", "small/pack.yaml:5: imports: “comon” is not a"),
        ("small/pack.yaml", "  a: {", "  a: {is: x, ", "small/pack.yaml:27: facts/a/is: Unknown field."),
        ("small/pack.yaml", "labels: []", "labels: [", "small/pack.yaml:25: is not YAML"),
        (
            "law/modules/common.yaml",
            "to: [subject]",
            "to: [sub]",
            "law/modules/common.yaml:9: bases/law.own-access: “s",
        ),
        (
            "law/modules/common.yaml",
            "purposes: [o",
            "purpose: [o",
            "law/modules/common.yaml:10: bases/law.own-access/p",
        ),
        ("law/law.yaml", "key: [art6]", "key: [art7]", "law/law.yaml:4: references/G6b/key/0: Must be one of"),
        (
            "small/pack.yaml",
            "  friend:",
            "  subject: {en: I, da: Jeg}\n  friend:",
            "small/pack.yaml:29: recipient_kinds: subject is already given by a module, in law/modules/common.yaml:3.",
        ),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(folder: Path, file: str, old: str, new: str, told: str) -> None:
    assert any(told in fault for fault in faults(folder, file, old, new))


def test_a_section_given_in_two_files_is_told_with_both(folder: Path) -> None:
    (folder / "small" / "second.yaml").write_text("\nfacts: {}\n", encoding="utf-8")

    with pytest.raises(PackError, match=r"^small/second.yaml:2: facts is already given in small/pack.yaml:26\.$"):
        load_pack(folder / "small")


def test_a_rule_that_is_hidden_is_told_with_its_line(folder: Path) -> None:
    again = PACK[PACK.index("  - id: small.first") : PACK.index("facts:")].replace("small.first", "small.second")

    assert faults(folder, "small/pack.yaml", "facts:\n", f"{again}facts:\n") == (
        "small/pack.yaml:26: bases/small.second: “small.first” always speaks first, so this rule is never reached.",
    )


def test_a_wrong_key_of_one_rule_does_not_hide_a_wrong_word_of_another(folder: Path) -> None:
    broken = MODULE.replace("to: [subject]", "too: [subject]")
    (folder / "law" / "modules" / "common.yaml").write_text(broken, encoding="utf-8")

    told = "\n".join(faults(folder, "small/pack.yaml", "fact: a", "fact: b"))

    assert "law/modules/common.yaml:9: bases/law.own-access/too: Unknown field." in told
    assert "small/pack.yaml:24: bases/small.first: “b” is not a known fact. The nearest is “a”." in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    labels: []\n", "    label: []\n", "23: bases/small.first/label: Unknown field."),
        ("    from: 2020-01-01\n", "    from: soon\n", "17: bases/small.first/from: Not a date such as 2026-11-20."),
        ("consent_class: other, needs", "class: other, needs", "13: purposes/own-access/class: Unknown field."),
        ("{class: ordinary, en", "{class: ordinary, narower: [], en", "11: categories/contact/narower: Unknown field."),
        ("{type: boolean, en", "{type: boolean, values: a, en", "27: facts/a/values: Not a valid list."),
    ],
)
def test_a_fault_of_form_does_not_hide_wrong_words_in_the_same_file(
    folder: Path, old: str, new: str, told: str
) -> None:
    wrong = PACK.replace("role: customer", "role: client").replace("[G6b]}\nsubject", "[G6z]}\nsubject")
    (folder / "small" / "pack.yaml").write_text(wrong, encoding="utf-8")

    found = faults(folder, "small/pack.yaml", old, new)

    assert any(told in one for one in found)
    assert any("“client” is not a known subject role. The nearest is “customer”." in one for one in found)
    assert any("“G6z” is not a known legal reference. The nearest is “G6b”." in one for one in found)


def test_what_was_taken_out_for_its_form_is_not_told_as_missing(folder: Path) -> None:
    told = faults(folder, "small/pack.yaml", "keys: {art6: [G6b]}\nfacts", "keys: {art6: G6b}\nfacts")

    assert [one.split(": ")[1] for one in told] == ["bases/small.first/keys/art6"]


def test_what_is_read_with_marks_is_the_plain_content() -> None:
    content = read_yaml("base: &b {x: 1}\nlist:\n  - <<: *b\n    y: [2, 3]\n", "f.yaml")

    assert content == {"base": {"x": 1}, "list": [{"x": 1, "y": [2, 3]}]}


def test_a_key_that_is_merged_in_is_marked_where_it_is_written() -> None:
    content = read_yaml("base: &b {x: 1, y: 1}\nlist:\n  - <<: *b\n    y: 2\n", "f.yaml")
    entry = content["list"][0]

    assert (entry.marks["x"].line, entry.marks["y"].line) == (1, 4)
    assert str(mark_of(content["list"], 0)) == "f.yaml:3"


def test_marks_survive_joining() -> None:
    first, second = read_yaml("a: 1\n", "one.yaml"), read_yaml("\nb: 2\n", "two.yaml")
    joined = MarkedMapping()
    joined |= first
    joined |= second

    assert [str(mark) for mark in joined.copy().marks.values()] == ["one.yaml:1", "two.yaml:2"]


def test_what_is_not_yaml_says_at_which_line() -> None:
    with pytest.raises(NotYaml, match="line 3: a is given twice"):
        read_yaml("\na: 1\na: 2\n")


@pytest.mark.parametrize("text", ["[" * 300_000, "- " * 300_000, "{a: " * 300_000], ids=["flow", "block", "mapping"])
def test_what_goes_down_without_end_is_refused_and_ends_nothing(text: str) -> None:
    with pytest.raises(NotYaml, match="more than 100 levels deep"):
        read_yaml(text)


@pytest.mark.parametrize("value", ["[*a]", "{b: [*a]}", "{<<: *a}", "[1, {b: 2, c: *a}]"])
def test_a_value_that_contains_itself_is_refused_with_its_line(value: str) -> None:
    with pytest.raises(NotYaml, match="line 2: a value contains itself"):
        read_yaml(f"b: 1\na: &a {value}\n")


def test_aliases_take_content_no_deeper_than_without_them() -> None:
    chain = "".join(f"a{one}: &a{one} [*a{one - 1}]\n" for one in range(1, 2_000))
    with pytest.raises(NotYaml, match="line 101: more than 100 levels deep"):
        read_yaml(f"a0: &a0 [x]\n{chain}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\n[b]: 2\n", "line 2: a key must be one word"),
        ("a: 1\nb: 2026-13-01\n", "line 2: a value cannot be read"),
        ("a: 1\nb: !!bool maybe\n", "line 2: a value cannot be read"),
        ("a: 1\nb: !!int ''\n", "line 2: a value cannot be read"),
    ],
)
def test_a_value_that_is_none_is_no_yaml(text: str, problem: str) -> None:
    with pytest.raises(NotYaml, match=problem):
        read_yaml(text)


def test_mappings_that_merge_each_other_are_refused_before_they_grow() -> None:
    again = [f"a{one}: &a{one} {{<<: [{', '.join([f'*a{one - 1}'] * 8)}]}}\n" for one in range(1, 30)]
    with pytest.raises(NotYaml, match="more than 200000 keys"):
        read_yaml("a0: &a0 {x: 1, y: 2}\n" + "".join(again))
