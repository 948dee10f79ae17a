"""Whatever stands in the file of a question, its author is told the line and what is wanted."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from services.disclosure.cli import commands
from tests.unit.disclosure.small_pack import write_small_pack

MAPPING = "1: a case, or a question, is a mapping of keys such as check; "
WHOLE = "recipient: {kind: subject}, purpose: own-access, items: [{category: contact}]"
QUESTIONS = (["simulate"], ["what-may-go"], ["who-may-receive"], ["packs", "explain"])
ODD = {
    "": f"{MAPPING}nothing stands here",
    "null": f"{MAPPING}nothing stands here",
    "just words": f"{MAPPING}this is a text",
    "3": f"{MAPPING}this is something else",
    "- a\n- b": f"{MAPPING}this is a text",
    "[]": "1: nothing is asked",
    "check: [": "2: is not YAML: did not find expected node content",
    "check: {controller: smal}": "1: controller: no pack is loaded for “smal”. The nearest is “small”.",
    "on: someday\ncheck: {}": "1: on: Must be a day such as 2026-11-20, or a moment.",
    "check:\n  purpose: 3": "2: check/purpose: Not a valid string.",
    "check: {}\ngiven: {consents: [{}]}": "2: given/consents/0/scope: Missing data for required field.",
    "check: {}\ngiven: {consents: 3}": "2: given/consents: Not a valid list.",
    "check: {facts: [a]}": "1: check/facts: Not a valid mapping type.",
    "check: {recipient: friend}": "1: check/recipient: Must be a mapping of keys.",
}


def told_of(folder: Path, command: list[str], text: str) -> str:
    write_small_pack(folder)
    question = folder / "question.yaml"
    question.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(commands, [*command, str(question), "--packs", str(folder)])
    assert isinstance(result.exception, SystemExit), (result.exception, result.output)
    assert result.exit_code == 1
    return result.output


@pytest.mark.parametrize("command", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("text", ODD)
def test_what_is_no_question_is_told_with_its_line_and_what_is_wanted(
    tmp_path: Path, command: list[str], text: str
) -> None:
    assert f"question.yaml:{ODD[text]}" in told_of(tmp_path, command, text)


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("simulate", "retention: {category: contact}", "1: retention: only a check can be tried out."),
        ("simulate", "purpose: own-access", "1: check/recipient: Missing data for required field."),
        ("simulate", "check: 7", "1: check: Must be a mapping of keys."),
        ("simulate", f"check: {{item: contact, {WHOLE}}}", "1: check/item: Unknown field. The nearest is “items”."),
        ("simulate", f"on: 9999-12-31\ncheck: {{{WHOLE}}}", "1: on: Must be of our time."),
        ("who-may-receive", f"\n{{{WHOLE}}}", "2: check/items: this question takes one `item` in their place."),
        ("what-may-go", f"\n{{{WHOLE}}}", "2: check/items: this question takes one `item` in their place."),
        ("who-may-receive", "purpose: own-access", "1: check/item/category: Missing data for required field."),
        ("who-may-receive", "item: contact", "1: check/item: Must be a mapping of keys."),
        ("who-may-receive", "\nitem: {category: contakt}", "2: check/item/category: “contakt” is not a category"),
        ("who-may-receive", "{recipient: friend, item: {category: contact}}", "1: check/recipient: Must be a mapping"),
    ],
)
def test_what_a_question_lacks_or_has_too_much_is_told(tmp_path: Path, command: str, text: str, told: str) -> None:
    assert f"question.yaml:{told}" in told_of(tmp_path, [command], text)


def test_among_several_packs_a_question_must_say_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    pack = write_small_pack(tmp_path) / "pack.yaml"
    other = pack.read_text(encoding="utf-8").replace("controller: small", "controller: other")
    (tmp_path / "other" / "pack.yaml").write_text(other, encoding="utf-8")

    told = told_of(tmp_path, ["simulate"], f"{{{WHOLE}}}")

    assert "question.yaml:1: controller: it does not say which it is about: other, small" in told
