"""A word in a case that its pack does not know is told with its file, its line, and the nearest known one."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from services.disclosure.cli import commands
from tests.unit.disclosure.small_pack import CASES, PACK, write_small_pack

ROWS = PACK.replace("imports: [common]", "imports: [common]\nrows: {prefix: SML, last: 2, outside: {SML-02: Why.}}")
PROVEN = ROWS.replace("bases:\n  - id: small.first", "bases:\n  - rows: [SML-01]\n    id: small.first")
LINES = """
- case: It is kept
  on: 2026-11-20
  retention: {subject_role: customer, category: contact, facts: {a: true}}
  expect: {kept: true}
- case: It is shown
  on: 2026-11-20
  right:
    right: A15
    received: 2026-11-20
    category: contact
    facts: {a: true}
  expect: {answer: grant}
"""
GIVEN = """
  given:
    consents:
      - given_at: 2026-01-01
        scope: {recipients: [{kind: friend}], purposes: [own-access], items: [{category: contact}]}
        withdrawals:
          - at: 2026-02-01
            part: {purposes: [own-access]}
    objections:
      - kind: refusal
        raised_at: 2026-01-01
        part: {items: [{category: contact}]}
    delegations:
      - {kind: grant, from: 2026-01-01, delegate: {kind: friend}, part: {channels: [electronic]}}
  check:"""
ALL = CASES.replace("\n  check:", GIVEN) + LINES
FRIEND = "is not a recipient kind of this controller. The nearest is “friend”."
CATEGORY = "is not a category of this controller. The nearest is “contact”."
PURPOSE = "is not a purpose of this controller. The nearest is “own-access”."


def told_of(folder: Path, *arguments: str) -> str:
    return CliRunner().invoke(commands, [*arguments, "--packs", str(folder)]).output


def test_known_words_are_no_fault(tmp_path: Path) -> None:
    write_small_pack(tmp_path, pack=PROVEN, cases=ALL)

    assert " 0 faults" in told_of(tmp_path, "packs", "lint", "small")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rows: [SML-01]", "rows: [SML-1]", "3: rows/0: “SML-1” is not a known row. The nearest is “SML-01”."),
        ("kind: subject,", "kind: subjekt,", "19: check/recipient/kind: “subjekt” is not a recipient kind of"),
        ("[{kind: friend}]", "[{kind: frend}]", f"8: given/consents/0/scope/recipients/0/kind: “frend” {FRIEND}"),
        ("s: [own-access]}", "s: [access]}", f"11: given/consents/0/withdrawals/0/part/purposes/0: “access” {PURPOSE}"),
        (
            "[{category: contact}]}\n    d",
            "[{category: contakt}]}\n    d",
            f"15: given/objections/0/part/items/0/category: “contakt” {CATEGORY}",
        ),
        (
            "delegate: {kind: friend}",
            "delegate: {kind: frend}",
            f"17: given/delegations/0/delegate/kind: “frend” {FRIEND}",
        ),
        ("[electronic]", "[elektronic]", "17: given/delegations/0/part/channels/0: “elektronic” is not a channel of"),
        ("role: customer", "role: costumer", "26: retention/subject_role: “costumer” is not a subject role of"),
        ("category: contact, f", "category: contakt, f", f"26: retention/category: “contakt” {CATEGORY}"),
        ("contact, facts: {a", "contact, facts: {b", "26: retention/facts/b: “b” is not a fact of this controller."),
        ("    facts: {a: true}", "    facts: {a: maybe}", "34: right/facts/a: The fact “a” is true or false."),
        ("    category: contact\n", "    category: kontakt\n", f"33: right/category: “kontakt” {CATEGORY}"),
        ("rule: law.own-access}", "rule: law.own-acess}", "22: expect/rule: “law.own-acess” is not a rule of this"),
        ("rule: law.own-access}", "reason: not-neded}", "22: expect/reason: “not-neded” is not a reason of this"),
        ("rule: law.own-access}", "withheld: [contakt]}", f"22: expect/withheld/0: “contakt” {CATEGORY}"),
        ("rule: law.own-access}", "withheld: [{category: contakt}]}", f"22: expect/withheld/0: “contakt” {CATEGORY}"),
        (
            "rule: law.own-access}",
            "narrower_request: [contakt]}",
            f"22: expect/narrower_request/0: “contakt” {CATEGORY}",
        ),
        ("rule: law.own-access}", "basis: [G6b, G6x]}", "22: expect/basis/1: “G6x” is not a legal reference of this"),
        (
            "rule: law.own-access}",
            "missing: [atestation]}",
            "22: expect/missing/0: “atestation” is not a fact or thing",
        ),
        ("rule: law.own-access}", "obligations: [log]}", "22: expect/obligations/0: “log” is not a kind of obligation"),
        ("expect: {kept: true}", "expect: {kept: true, rule: small.frist}", "27: expect/rule: “small.frist” is not a"),
    ],
)
def test_an_unknown_word_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in ALL
    write_small_pack(tmp_path, pack=PROVEN, cases=ALL.replace(old, new, 1))

    assert f"small/cases/cases.yaml:{told}" in told_of(tmp_path, "packs", "lint", "small")
    assert f"small/cases/cases.yaml:{told}" in told_of(tmp_path, "cases", str(tmp_path / "small"))


@pytest.mark.parametrize(
    ("wrong", "told_too"),
    [
        (("  on: 2026-11-20\n  given", "  no: 2026-11-20\n  given"), "on: Missing data for required field."),
        (("purpose: own-access\n", "purpos: own-access\n"), "check/purpos: Unknown field."),
        (("{kind: subject, id: me}", "subject"), "check/recipient: Must be a mapping of keys."),
        (("given_at: 2026-01-01", "given_at: soon"), "given/consents/0/given_at: Must be a day"),
        (("[{kind: friend}]", "[{knd: friend}]"), "given/consents/0/scope/recipients/0/knd: Unknown field."),
        (("channels: [electronic]", "channels: electronic"), "given/delegations/0/part/channels: Not a valid list."),
    ],
)
def test_another_fault_of_a_case_does_not_hide_its_unknown_words(
    tmp_path: Path, wrong: tuple[str, str], told_too: str
) -> None:
    assert wrong[0] in ALL
    unknown = ALL.replace("[{category: contact}]}\n    d", "[{category: contakt}]}\n    d")
    write_small_pack(tmp_path, pack=PROVEN, cases=unknown.replace("rows: [SML-01]", "rows: [SML-1]").replace(*wrong, 1))

    told = told_of(tmp_path, "packs", "lint", "small")

    for one in (told_too, f"given/objections/0/part/items/0/category: “contakt” {CATEGORY}", "rows/0: “SML-1”"):
        assert one in told


@pytest.mark.parametrize(
    ("old", "new", "told_too"),
    [
        ("category: contact, f", "catgory: contact, f", "retention/catgory: Unknown field."),
        ("    right: A15\n", "    right: A99\n", "right/right: Must be one of"),
    ],
)
def test_nor_does_one_of_a_question_about_keeping_or_rights(tmp_path: Path, old: str, new: str, told_too: str) -> None:
    assert old in ALL
    write_small_pack(tmp_path, pack=PROVEN, cases=ALL.replace(old, new).replace("facts: {a: true}", "facts: {b: true}"))

    told = told_of(tmp_path, "packs", "lint", "small")

    assert told_too in told
    assert told.count("facts/b: “b” is not a fact of this controller.") == 2


def test_rows_that_a_pack_does_not_declare_are_its_authors_own(tmp_path: Path) -> None:
    write_small_pack(tmp_path, cases=ALL.replace("SML-01", "anything"))

    assert " 0 faults" in told_of(tmp_path, "packs", "lint", "small")
