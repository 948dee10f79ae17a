"""The commands for people who write packs say what they promise, and fail where they must."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.disclosure.authoring.packs.pack_readmes import BEGINS, ENDS
from services.disclosure.cli import commands
from tests.unit.disclosure.small_pack import CASES, PACK, write_small_pack

WITH_ROWS = PACK.replace(
    "imports: [common]", "imports: [common]\nrows: {prefix: SML, last: 2, outside: {SML-02: Why.}}"
)
PROVEN = WITH_ROWS.replace("bases:\n  - id: small.first", "bases:\n  - rows: [SML-01]\n    id: small.first")


def packs(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["packs", arguments[0], "--packs", str(folder), *arguments[1:]])


def test_coverage_shows_where_a_row_is_encoded_and_which_lies_outside(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PROVEN)

    result = packs(tmp_path, "coverage")

    assert "small.first" in result.output
    assert "outside: Why." in result.output
    assert "small: 2 rows, 1 encoded and proven, 1 outside." in result.output
    assert result.exit_code == 0


def test_coverage_fails_on_a_row_without_a_case(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PROVEN, cases=CASES.replace("rows: [SML-01]", "rows: []"))

    result = packs(tmp_path, "coverage", "small")

    assert "no case proves it" in result.output
    assert "open: SML-01." in result.output
    assert result.exit_code == 1


def test_coverage_fails_on_a_case_with_a_row_that_is_not_declared(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PROVEN, cases=CASES.replace("[SML-01]", "[SML-01, SML-03]"))

    result = packs(tmp_path, "coverage", "small")

    assert "open: SML-03." in result.output
    assert result.exit_code == 1


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    result = packs(tmp_path, "vocabulary", "large")

    assert "There is no pack large in" in result.output
    assert "There are small." in result.output
    assert "The nearest is “small”." in packs(tmp_path, "lint", "smal").output
    assert result.exit_code == 1


def test_a_folder_without_its_pack_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    write_small_pack(tmp_path)
    (tmp_path / "small" / "pack.yaml").unlink()

    assert "small is no pack: it has no file pack.yaml." in packs(tmp_path, "lint", "small").output
    assert "There is no pack in" in packs(tmp_path, "lint", "large").output


def test_a_case_that_contains_itself_is_a_fault_with_file_and_line(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path, cases=CASES + "  on: &on [*on]\n")

    result = packs(tmp_path, "lint", "small")

    assert f"{folder / 'cases' / 'cases.yaml'}:10: is not YAML: a value contains itself" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize("command", [["lint"], ["coverage"], ["vocabulary"], ["readme", "--check"]])
def test_a_whole_path_that_leads_to_no_pack_is_told(tmp_path: Path, command: list[str]) -> None:
    write_small_pack(tmp_path / "packs")

    def told(path: str) -> str:
        result = packs(tmp_path / "packs", *command, path)
        assert result.exit_code == 1
        return result.output

    assert f"There is no pack {tmp_path / 'none'} in" in told(str(tmp_path / "none"))
    assert f"{tmp_path} is no pack: it has no file pack.yaml." in told(str(tmp_path))
    assert "is no pack: it has no file pack.yaml." in told("")


@pytest.mark.parametrize("command", ["lint", "coverage", "differences", "readme", "schemas"])
def test_a_folder_of_packs_that_is_not_there_is_told(tmp_path: Path, command: str) -> None:
    result = packs(tmp_path / "none", command)

    assert f"Directory '{tmp_path / 'none'}' does not exist." in result.output
    assert result.exit_code == 2


@pytest.mark.parametrize("command", ["lint", "coverage", "differences", "readme", "schemas"])
def test_a_folder_without_packs_is_told_and_left_alone(tmp_path: Path, command: str) -> None:
    result = packs(tmp_path, command)

    assert f"There is no pack in {tmp_path}." in result.output
    assert result.exit_code == 1
    assert not list(tmp_path.iterdir())


def test_lint_takes_the_folder_of_a_pack_as_well(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)

    result = CliRunner().invoke(commands, ["packs", "lint", str(folder)])

    assert "1 looked over, 0 faults" in result.output
    assert result.exit_code == 0


def test_lint_fails_on_a_fault_and_names_file_line_and_nearest_word(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PACK.replace("- contact\n", "- contakt\n"))

    result = packs(tmp_path, "lint", "small")

    assert f"{tmp_path}/small/pack.yaml:22: bases/small.first: “contakt” is not a known category." in result.output
    assert "The nearest is “contact”." in result.output
    assert result.exit_code == 1


def test_lint_fails_on_a_case_that_cannot_be_read(tmp_path: Path) -> None:
    write_small_pack(tmp_path, cases=CASES.replace("purpose:", "purposse:"))

    result = packs(tmp_path, "lint", "small")

    assert "small/cases/cases.yaml:7: check/purposse: Unknown field. The nearest is “purpose”." in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("pack", "cases", "told"),
    [
        (PACK, CASES, "pack.yaml:15: bases/small.first: No case of small is decided by this line. (advice)"),
        (PACK, CASES, "pack.yaml:15: bases/small.first: This line names no row."),
        (PACK.replace("da: Første.", "da: First."), CASES, "small.first: The Danish sentence is the English one."),
        (PACK.replace("da: Første.", "da: ' '"), CASES, "small.first: The Danish sentence is missing."),
        (PACK.replace("facts:\n", "facts:\n  b: {type: text, en: B, da: Bb}\n"), CASES, "facts/b: No rule or line of"),
        (PACK + "labels: {odd: {en: Odd, da: Sær}}\n", CASES, "pack.yaml:30: labels/odd: No rule of the pack's own,"),
        (PACK, CASES + CASES, "cases.yaml:11: «Somebody asks for what is theirs» is the name of a case already, in"),
    ],
)
def test_lint_gives_advice_that_is_no_failure(tmp_path: Path, pack: str, cases: str, told: str) -> None:
    write_small_pack(tmp_path, pack=pack, cases=cases)

    result = packs(tmp_path, "lint", "small")

    assert told in result.output
    assert result.exit_code == 0


def test_a_label_that_a_case_uses_is_no_unused_word(tmp_path: Path) -> None:
    labelled = CASES.replace("{category: contact}", "{category: contact, labels: [odd]}")
    write_small_pack(tmp_path, pack=PACK + "labels: {odd: {en: Odd, da: Sær}}\n", cases=labelled)

    assert "labels/odd" not in packs(tmp_path, "lint", "small").output


def test_the_vocabulary_is_shown_in_either_language(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    assert "Customer" in packs(tmp_path, "vocabulary", "small").output
    assert "Kunde" in packs(tmp_path, "vocabulary", "small", "--lang", "da").output


def test_a_readme_is_written_between_its_markers_and_nowhere_else(tmp_path: Path) -> None:
    readme = write_small_pack(tmp_path, pack=PROVEN) / "README.md"
    readme.write_text(f"# Small\n\nBefore.\n\n{BEGINS}\nold\n{ENDS}\n\nAfter.\n", encoding="utf-8")

    assert packs(tmp_path, "readme", "--check").exit_code == 1
    assert packs(tmp_path, "readme").exit_code == 0
    assert packs(tmp_path, "readme", "--check").exit_code == 0

    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"# Small\n\nBefore.\n\n{BEGINS}\n## Words")
    assert text.endswith(f"{ENDS}\n\nAfter.\n")
    assert "old" not in text
    assert "| `customer` | Customer | Kunde | yes |" in text
    assert "| SML-02 | Outside: Why. |" in text


def test_a_readme_without_markers_gets_them_at_its_end(tmp_path: Path) -> None:
    readme = write_small_pack(tmp_path) / "README.md"
    readme.write_text("# Small\n\nWords.\n", encoding="utf-8")
    packs(tmp_path, "readme")

    assert readme.read_text(encoding="utf-8").startswith(f"# Small\n\nWords.\n\n{BEGINS}\n")
    assert packs(tmp_path, "readme", "--check").exit_code == 0


def explained(folder: Path, question: str) -> Result:
    path = folder / "question.yaml"
    path.write_text(question, encoding="utf-8")
    return packs(folder, "explain", str(path))


def test_a_bare_check_is_explained_without_a_day_or_an_expectation(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    result = explained(tmp_path, "{recipient: {kind: subject}, purpose: own-access, items: [{category: contact}]}")

    assert "law.own-access permits it" in result.output
    assert result.exit_code == 0


def test_what_a_rule_lacks_is_shown_with_what_was_stated(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    question = CASES.replace("kind: subject", "kind: friend").replace("purpose:", "facts: {a: false}\n    purpose:")
    result = explained(tmp_path, question)

    assert "small.first does not permit it; lacks: a is true (a is stated as false)" in result.output


def test_a_question_with_a_wrong_key_is_told_with_its_line(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    result = explained(tmp_path, "check: {recipient: {kind: subject}, purpose: own-access, itms: []}")

    assert "question.yaml:1: check/itms: Unknown field. The nearest is “items”." in result.output
    assert result.exit_code == 1


def test_a_word_the_pack_does_not_know_is_told_instead_of_an_explanation(tmp_path: Path) -> None:
    write_small_pack(tmp_path)

    result = explained(tmp_path, "{recipient: {kind: subject}, purpose: access, items: [{category: contact}]}")

    assert "“access” is not a purpose of this controller" in result.output


@pytest.mark.skipif(sys.stdout.isatty(), reason="a terminal breaks lines where it likes")
def test_what_a_pack_says_is_never_taken_for_markup(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PACK.replace("en: Customer", "en: '[red]Customer'"))

    assert "[red]Customer" in packs(tmp_path, "vocabulary", "small").output
