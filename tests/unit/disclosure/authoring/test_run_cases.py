"""A case file says in sentences what missed."""

from pathlib import Path

import pytest

from services.disclosure.authoring.cases.case_files import run_case_files
from shared.policy_packs.load import load_pack
from shared.policy_packs.model import Pack

CASE = """
- case: Region-paid surgery
  rows: [ALE-16]
  on: 2026-11-20
  check:
    recipient: {{kind: {kind}, id: gp-1}}
    purpose: treatment
    items: [{{category: disch}}, {{category: notes}}]
    facts: {{payer: region}}
  expect: {expect}
"""


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    return {"aleris": load_pack(Path("shared/policy_packs/aleris"))}


def run(tmp_path: Path, packs: dict[str, Pack], expect: str, kind: str = "own-gp") -> tuple[list[str], int]:
    path = tmp_path / "cases.yaml"
    path.write_text(CASE.format(kind=kind, expect=expect), encoding="utf-8")
    return run_case_files([path], packs)


def test_a_case_that_holds_says_nothing(tmp_path: Path, packs: dict[str, Pack]) -> None:
    assert run(tmp_path, packs, "{outcome: partial, withheld: [notes]}") == (["1 run, 0 missed"], 0)


def test_a_wrong_outcome_is_told_with_what_was_withheld_and_why(tmp_path: Path, packs: dict[str, Pack]) -> None:
    lines, failures = run(tmp_path, packs, "{outcome: permit}")

    assert lines[0] == "«Region-paid surgery»: expected outcome permit, got partial (notes: no-legal-basis)"
    assert failures == 1


def test_what_a_no_of_the_subject_changes_is_told_like_any_other_miss(tmp_path: Path, packs: dict[str, Pack]) -> None:
    claims = "{outcome: partial}\n  if_subject: {restricts: deny, refuses: permit, objects: deny}"
    lines, failures = run(tmp_path, packs, claims)

    assert [line.split(",")[0] for line in lines[:-1]] == [
        "«Region-paid surgery (the subject refuses)»: expected outcome permit"
    ]
    assert failures == 1


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{outcome: partial, withheld: []}", "notes is withheld, which was not expected"),
        ("{outcome: partial, withheld: [disch, notes]}", "expected disch to be withheld, but it is not"),
        (
            "{outcome: partial, withheld: [{category: notes, form: aggregated}, notes]}",
            "expected category notes, form aggregated to be withheld, but it is not",
        ),
        (
            "{outcome: partial, narrower_request: [disch]}",
            "expected disch to be in the narrower request, but it is not",
        ),
        ("{outcome: partial, basis: [SUL-46]}", "expected the basis SUL-46"),
        ("{outcome: partial, obligations: [inform-subject]}", "expected the obligations inform-subject, got none"),
        ("{outcome: partial, missing: [payer]}", "expected payer to be named as missing"),
        ("{outcome: partial, reason: consent-lapsed}", "expected the reason consent-lapsed"),
        ("{outcome: partial, rule: law.own-access}", "expected the rule law.own-access"),
        ("{outcome: partial, witheld: []}", "cases.yaml:10: expect/witheld: Unknown field. The nearest is “withheld”."),
        ("{outcome: partial, surprise: 1}", "expect/surprise: Unknown field. Known here: basis, missing,"),
        ("{withheld: [notes]}", "cases.yaml:10: expect/outcome: Missing data for required field."),
        ("{outcome: maybe}", "cases.yaml:10: expect/outcome: Must be one of: permit, partial, deny."),
    ],
)
def test_each_claim_can_miss(tmp_path: Path, packs: dict[str, Pack], expect: str, told: str) -> None:
    lines, failures = run(tmp_path, packs, expect)

    assert told in lines[0]
    assert failures == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("purpose:", "purpse:", "cases.yaml:7: check/purpse: Unknown field. The nearest is “purpose”."),
        ("check:", "chek:", "it must ask one thing: check, retention, right"),
        ("check:", "right: {right: A15, received: 2026-11-20}\n  check:", "it must ask one thing"),
        (
            "id: gp-1",
            "country: UK",
            "cases.yaml:6: check/recipient/country: Not a country code",
        ),
        ("id: gp-1", "name: gp-1", "cases.yaml:6: check/recipient/name: Unknown field."),
        ("payer: region", "payer: {who: region}", "check/facts/payer: Must be true, false, a text, a date or"),
    ],
)
def test_a_wrong_key_of_a_case_is_told_with_its_line(
    tmp_path: Path, packs: dict[str, Pack], old: str, new: str, told: str
) -> None:
    path = tmp_path / "cases.yaml"
    text = CASE.format(kind="own-gp", expect="{outcome: partial}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    lines, failures = run_case_files([path], packs)

    assert told in lines[0]
    assert failures == 1


INVERTED = "{from: 2026-01-02, until: 2026-01-01}"
DELEGATION = "{kind: grant, delegate: {kind: own-gp}, from: 2026-01-02, until: 2026-01-02}"
OBJECTION = "{kind: refusal, raised_at: 2026-01-01, part: {items: [{category: dx, period: PERIOD}]}}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "category: disch",
            f"category: disch, period: {INVERTED}",
            "cases.yaml:8: check/items/0/period/until: A period",
        ),
        (
            "check:",
            f"given: {{objections: [{OBJECTION.replace('PERIOD', INVERTED)}]}}\n  check:",
            "cases.yaml:5: given/objections/0/part/items/0/period/until: A period ends after the day it begins.",
        ),
        (
            "check:",
            f"given: {{delegations: [{DELEGATION}]}}\n  check:",
            "cases.yaml:5: given/delegations/0/until: A period ends after the day it begins.",
        ),
    ],
)
def test_a_period_that_ends_before_it_begins_is_told_with_its_line(
    tmp_path: Path, packs: dict[str, Pack], old: str, new: str, told: str
) -> None:
    path = tmp_path / "cases.yaml"
    text = CASE.format(kind="own-gp", expect="{outcome: partial}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert told in run_case_files([path], packs)[0][0]


def test_an_unknown_word_is_a_miss(tmp_path: Path, packs: dict[str, Pack]) -> None:
    lines, failures = run(tmp_path, packs, "{outcome: deny}", kind="own-gpp")

    assert "/recipient/kind: “own-gpp” is not a recipient kind of this controller. The nearest is “own-gp”." in lines[0]
    assert failures == 1


def test_a_file_that_is_not_yaml_is_a_miss_and_not_a_crash(tmp_path: Path, packs: dict[str, Pack]) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("- case: [", encoding="utf-8")

    lines, failures = run_case_files([path], packs)

    assert lines[0] == f"{path}:2: is not YAML: did not find expected node content"
    assert failures == 1


def test_norway_is_a_country_and_not_a_truth_value(tmp_path: Path, packs: dict[str, Pack]) -> None:
    path = tmp_path / "norway.yaml"
    path.write_text(
        "- {case: Norway, on: 2026-11-20, check: {recipient: {kind: insurer, id: a, country: NO}, "
        "purpose: insurance-payment, items: [{category: dx}]}, expect: {outcome: deny, reason: third-country}}",
        encoding="utf-8",
    )

    assert run_case_files([path], packs)[1] == 0
