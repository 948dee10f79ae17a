"""The commands that try something out with nothing but files."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from services.disclosure.cli import commands
from services.disclosure.use_cases.list_who_may_receive import MOST_PAIRS
from shared.policy_packs.load import PACKS_FOLDER

CHECK = """
given:
  consents:
    - given_at: 2026-06-01
      scope: {recipients: [{kind: insurer, id: a}], purposes: [insurance-payment], items: [{category: dx}]}
check:
  controller: aleris
  recipient: {kind: insurer, id: a}
  purpose: insurance-payment
  items: [{category: dx}, {category: notes}]
  facts: {payer: a}
on: 2026-11-20
"""
WHAT = """
controller: aleris
recipient: {kind: own-gp, id: gp-1}
purpose: treatment
item: {course: K1}
facts: {payer: region}
"""
OPEN_WITH_GIVEN = """
controller: aleris
given: {{objections: [{{kind: refusal, raised_at: 2026-01-01, part: {{recipients: [{{kind: own-gpp}}]}}}}]}}
check: {}
"""
WHO = """
- check: {controller: aleris, item: {category: disch, course: K1}, purpose: treatment, facts: {payer: region}}
- check: {controller: aleris, item: {category: disch}, purpose: treatment, recipient: {country: US}}
"""


@pytest.fixture
def without_bases(tmp_path: Path) -> Path:
    """A folder of packs that leaves rows open which it declares."""
    for name in ("law", "aleris"):
        copytree(PACKS_FOLDER / name, tmp_path / "drafts" / name)
    (tmp_path / "drafts" / "aleris" / "bases.yaml").write_text("bases: []")
    return tmp_path / "drafts"


@pytest.fixture
def question(tmp_path: Path) -> Path:
    path = tmp_path / "question.yaml"
    path.write_text(CHECK)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def answers(*arguments: object) -> list[dict[str, Any]]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return list(yaml.safe_load_all(result.output))


def test_a_draft_may_leave_rows_open_and_a_pack_in_force_may_not(question: Path, without_bases: Path) -> None:
    open_question = question.with_name("open.yaml")
    assert run("simulate", question, "--packs", without_bases).exit_code == 0
    for command, text in (("what-may-go", WHAT), ("who-may-receive", WHO)):
        open_question.write_text(text)
        assert run(command, open_question, "--packs", without_bases).exit_code == 0
    assert "1 compared" in run("compare", PACKS_FOLDER, without_bases, question).output

    refused = run("cases", without_bases / "aleris" / "cases", "--packs", without_bases)
    assert "aleris/pack.yaml:" in refused.output
    assert "rows/ALE-16: No rule or line names this row, and it is not declared to lie outside." in refused.output
    assert refused.exit_code == 1


def test_a_row_that_a_draft_does_not_declare_is_a_fault_all_the_same(question: Path, without_bases: Path) -> None:
    bars = without_bases / "aleris" / "bars.yaml"
    bars.write_text(bars.read_text().replace("rows: [ALE-", "rows: [ALE-99, ALE-", 1))

    assert "“ALE-99” is not a known row." in run("simulate", question, "--packs", without_bases).output


def test_a_check_is_answered_from_a_file(question: Path) -> None:
    [answer] = answers("simulate", question)
    assert (answer["simulation"], answer["outcome"]) == (True, "partial")
    assert answer["items"][0]["consent"] == "consent-1"
    assert "id" not in answer


def test_another_moment_beats_the_files_own(question: Path) -> None:
    [answer] = answers("simulate", question, "--at", "2027-06-01")
    assert (answer["outcome"], answer["evaluated_at"]) == ("deny", "2027-06-01T10:00:00Z")


def test_a_folder_of_drafts_takes_the_place_of_the_packs_in_force(question: Path, tmp_path: Path) -> None:
    drafts = drafts_without_consents(tmp_path)
    [answer] = answers("simulate", question, "--packs", drafts)
    assert answer["outcome"] == "deny"


def test_what_may_go_asks_for_every_category(question: Path) -> None:
    question.write_text(WHAT)
    [answer] = answers("what-may-go", question)
    assert [one["category"] for one in answer["may_go"]] == ["disch"]
    assert {one["course"] for one in answer["may_not_go"]} == {"K1"}


def test_who_may_receive_asks_for_every_recipient_kind(question: Path) -> None:
    question.write_text(WHO)
    at_home, abroad = answers("who-may-receive", question)
    found = {one["recipient"]["kind"]: one for one in at_home["may_receive"]}
    assert found["own-gp"]["rule"] == "aleris.discharge-letter-to-gp"
    assert {one["recipient"]["country"] for one in abroad["may_receive"] + abroad["may_receive_if"]} <= {"US"}


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("simulate", WHAT, "items"),
        ("what-may-go", "{controller: aleris, purpose: treatment}", "recipient"),
        ("simulate", CHECK.replace("category: notes", "category: gossip"), "gossip"),
        (
            "simulate",
            CHECK.replace("category: notes", "category: gossip"),
            "yaml:10: check/items/1/category: “gos",
        ),
        (
            "simulate",
            CHECK.replace("[{kind: insurer,", "[{kind: insurerr,"),
            "yaml:5: given/consents/0/scope/recip",
        ),
        ("what-may-go", OPEN_WITH_GIVEN.format("{recipient: {kind: own-gp}, purpose: treatment}"), "own-gpp"),
        ("who-may-receive", OPEN_WITH_GIVEN.format("{item: {category: dx}}"), "recipients/0/kind: “own-gpp”"),
        ("simulate", CHECK.replace("controller: aleris", "controller: nobody"), "nobody"),
        (
            "simulate",
            "just words",
            "question.yaml:1: a case, or a question, is a mapping of keys such as check; this",
        ),
        ("simulate", "check: [", "question.yaml:2: is not YAML"),
        ("simulate", "check: 7", "mapping"),
        ("who-may-receive", "{controller: aleris, item: 7}", "yaml:1: check/item: Must be a mapping of keys."),
        ("what-may-go", "{controller: aleris, recipient: 7, purpose: treatment}", "1: check/recipient: Must be a mapp"),
    ],
)
def test_what_cannot_be_asked_is_told_and_not_guessed(question: Path, command: str, text: str, told: str) -> None:
    question.write_text(text)
    result = run(command, question)
    assert result.exit_code == 1
    assert told in result.output, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_moment_that_is_none_is_told(question: Path) -> None:
    assert "yesterday" in run("simulate", question, "--at", "yesterday").output


def test_comparing_a_folder_with_itself_finds_nothing() -> None:
    result = run("compare", PACKS_FOLDER, PACKS_FOLDER, PACKS_FOLDER / "aleris" / "cases" / first_case_file())
    assert (result.exit_code, "0 with something that flips" in result.output) == (0, True), result.output


def test_every_case_that_flips_is_told_with_old_and_new_grounds(question: Path, tmp_path: Path) -> None:
    question.write_text("- case: A consent\n" + CHECK.replace("\n", "\n  ") + "\n  expect: {outcome: partial}\n")
    result = run("compare", PACKS_FOLDER, drafts_without_consents(tmp_path), question)
    told = "«A consent»: dx: permit by aleris.insurer-pays; now deny because no-legal-basis"
    assert (result.exit_code, result.output.splitlines()) == (1, [told, "1 compared, 1 with something that flips"])


def test_a_case_that_cannot_be_read_is_told_by_a_comparison(question: Path) -> None:
    question.write_text("- {case: Nothing asked}")
    result = run("compare", PACKS_FOLDER, PACKS_FOLDER, question)
    assert result.exit_code == 1
    assert "cannot be read" in result.output


def test_a_word_that_one_of_the_packs_does_not_know_is_told_and_nothing_compared(question: Path) -> None:
    case = CHECK.replace("[{kind: insurer,", "[{kind: insurerr,").replace("\n", "\n  ")
    question.write_text("- case: A consent\n" + case + "\n  rows: [ALE-99]\n  expect: {outcome: partial}\n")
    result = run("compare", PACKS_FOLDER, PACKS_FOLDER, question)
    lines = result.output.splitlines()
    assert (result.exit_code, len(lines)) == (1, 3)
    for line, which in zip(lines, ("old", "new"), strict=False):
        assert line.startswith(f"«A consent»: {which} pack: {question}:")
        assert "given/consents/0/scope/recipients/a/kind: “insurerr” is not a recipient kind" in line


@pytest.mark.parametrize(("role", "home"), [("member", "DK"), ("uk-member", "GB")])
def test_a_recipient_of_no_known_country_is_at_home_where_the_subject_is(question: Path, role: str, home: str) -> None:
    question.write_text(
        f"{{controller: bupa, subject_role: {role}, item: {{category: health}}, recipient: {{kind: broker}}}}"
    )
    [answer] = answers("who-may-receive", question)
    found = answer["may_receive"] + answer["may_receive_if"]
    assert {one["recipient"]["country"] for one in found} == {home}


def test_too_many_receivers_to_wait_for_are_refused(question: Path, tmp_path: Path) -> None:
    drafts = drafts_without_consents(tmp_path)
    recipients = drafts / "aleris" / "recipients.yaml"
    many = "".join(f"  kind-{number}: {{en: Kind, da: Art}}\n" for number in range(MOST_PAIRS))
    recipients.write_text(recipients.read_text() + many)
    question.write_text(WHO)
    assert f"are more than {MOST_PAIRS:,}: name a kind" in run("who-may-receive", question, "--packs", drafts).output


def test_a_folder_that_does_not_load_is_told(question: Path, tmp_path: Path) -> None:
    drafts = drafts_without_consents(tmp_path)
    (drafts / "aleris" / "consents.yaml").write_text("consents: 7")
    result = run("simulate", question, "--packs", drafts)
    assert result.exit_code == 1
    assert "consents" in result.output


def drafts_without_consents(tmp_path: Path) -> Path:
    drafts = tmp_path / "drafts"
    for name in ("law", "aleris"):
        copytree(PACKS_FOLDER / name, drafts / name)
    (drafts / "aleris" / "consents.yaml").write_text("consents: []")
    return drafts


def first_case_file() -> str:
    return min(path.name for path in (PACKS_FOLDER / "aleris" / "cases").glob("*.yaml"))
