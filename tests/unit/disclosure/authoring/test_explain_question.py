"""An explanation shows which steps were asked, and what each rule lacked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.disclosure.authoring.explaining.checks_to_explain import questions_in
from services.disclosure.authoring.explaining.explain_question import explain_question
from services.disclosure.authoring.explaining.tables import Table
from services.disclosure.engine.compile import compile_policy
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from tests.unit.disclosure.small_pack import PACK, write_small_pack

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LINES = """
bars:
  - id: small.never-cars
    says: {en: Cars never., da: Aldrig biler.}
    from: 2020-01-01
    subject_roles: all
    to: all
    purposes: all
    categories: [car]
    unless: [{fact: a, is: true}]
    reason: category-barred
retention:
  - id: small.five-years
    says: {en: Five years., da: Fem år.}
    subject_roles: all
    categories: [contact]
    keep: [{fact: ended, for: 5 years}]
rights:
  - id: small.grant-when-a
    says: {en: When a., da: Når a.}
    right: A15
    subject_roles: all
    when: [{fact: a, is: true}]
    answer: grant
  - id: small.refuse
    says: {en: Never., da: Aldrig.}
    right: A15
    subject_roles: all
    answer: refuse
"""
WHOLE = (
    PACK.replace("categories:\n", "categories:\n  car: {class: ordinary, en: Car, da: Bil}\n", 1).replace(
        "facts:\n", "facts:\n  ended: {type: date, en: The end, da: Slutningen}\n"
    )
    + LINES
)


def explained(folder: Path, question: str) -> list[Table]:
    pack = load_pack(write_small_pack(folder, pack=WHOLE))
    path = folder / "question.yaml"
    path.write_text(question, encoding="utf-8")
    ((said, asked),) = questions_in(path, {"small": pack}, NOW)
    return explain_question(said, asked, compile_policy(pack))


def steps(table: Table) -> dict[str, str]:
    return {step.removeprefix("→ "): found for step, _, found in table.rows}


def check(category: str, *, kind: str = "subject", facts: str = "{}", objections: str = "[]") -> str:
    return f"""
given: {{objections: {objections}}}
check: {{recipient: {{kind: {kind}}}, purpose: own-access, items: [{{category: {category}}}], facts: {facts}}}
"""


def test_after_a_bar_nothing_else_is_asked(tmp_path: Path) -> None:
    (table,) = explained(tmp_path, check("car"))
    found = steps(table)

    assert found["2"] == "small.never-cars forbids it; lifted only when: a is true (not stated)"
    assert {found[step] for step in "3456789"} == {"not asked"}
    assert table.rows[-1] == ("", "deny", "small.never-cars: category-barred")


def test_a_bar_that_a_fact_lifts_is_shown_with_that_fact(tmp_path: Path) -> None:
    (table,) = explained(tmp_path, check("car", facts="{a: true}"))

    assert steps(table)["2"] == "small.never-cars does not reach it; met: a is true"
    assert table.rows[-1] == ("", "permit", "law.own-access")


def test_after_a_refusal_consents_are_not_asked(tmp_path: Path) -> None:
    no = "[{kind: refusal, raised_at: 2026-01-01, part: {}}]"
    (table,) = explained(tmp_path, check("contact", kind="friend", facts="{a: true}", objections=no))
    found = steps(table)

    assert found["5"] == "objection-1: refused-everything"
    assert found["6"] == "not asked"
    assert "small.first does not permit it (refused-everything); met: a is true" in found["7"]
    assert table.rows[-1][1] == "deny"


def test_what_is_missing_is_shown_where_nothing_permits(tmp_path: Path) -> None:
    (table,) = explained(tmp_path, check("contact", kind="friend"))
    found = steps(table)

    assert found["7"] == "small.first does not permit it; lacks: a is true (not stated)"
    assert found["8"] == "condition-not-met\nit would pass with {fact: {a: true}}"
    assert found["9"] == "own-access can need contact"


@pytest.mark.parametrize(
    ("ended", "answer"),
    [("2021-11-20", "not kept, until 2026-11-20"), ("2021-11-21", "kept, until 2026-11-21")],
)
def test_retention_is_explained_by_its_lines(tmp_path: Path, ended: str, answer: str) -> None:
    question = f"{{on: 2026-11-20, retention: {{category: contact, facts: {{ended: {ended}}}}}}}"
    (table,) = explained(tmp_path, question)

    assert table.rows == (("→ small.five-years", "Five years.", "fits"), ("", answer, "small.five-years"))


def test_a_right_is_explained_by_the_first_line_that_fits(tmp_path: Path) -> None:
    (table,) = explained(tmp_path, "{right: {right: A15, received: 2026-11-20}}")

    assert table.rows == (
        ("small.grant-when-a", "When a.", "lacks: a is true"),
        ("→ small.refuse", "Never.", "fits"),
        ("", "refuse, by 2026-12-20", "small.refuse"),
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            check("contact", objections="[{kind: refusal, raised_at: 2026-01-01, part: {purposes: [acces]}}]"),
            "2",
        ),
        ("retention: {category: contact, facts: {endded: 2021-01-01}}", "1"),
        ("right: {right: A15, received: 2026-11-20, subject_role: costumer}", "1"),
    ],
)
def test_what_has_an_unknown_word_is_not_decided(tmp_path: Path, question: str, told: str) -> None:
    (table,) = explained(tmp_path, question)

    assert table.title == "Unknown words: nothing is decided"
    assert table.rows[0][0].startswith(f"{tmp_path / 'question.yaml'}:{told}: ")


def test_a_question_of_retention_without_a_day_is_about_now(tmp_path: Path) -> None:
    (table,) = explained(tmp_path, "retention: {category: contact, facts: {ended: 2021-11-21}}")

    assert table.rows[-1] == ("", "kept, until 2026-11-21", "small.five-years")


def test_a_withdrawal_that_stops_a_declared_consent_is_told() -> None:
    packs, path = packs_in_force(PACKS_FOLDER), PACKS_FOLDER / "aros" / "cases" / "other_insurers.yaml"
    title = "The customer withdrew at Aros after the consent that the other insurer declares"
    ((said, asked),) = (one for one in questions_in(path, packs, NOW) if one[1].name == title)
    table = explain_question(said, asked, compile_policy(packs["aros"]))[0]
    assert "a withdrawal on file is of declared-consent.given or later" in steps(table)["7"]
