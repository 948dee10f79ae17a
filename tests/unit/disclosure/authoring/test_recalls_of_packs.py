"""A pack says of a kind of consent that recipients are told of a withdrawal, and that can be read in its README."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from services.disclosure.cli import commands
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from tests.unit.disclosure.small_pack import PACK, write_small_pack

KIND = """consent_texts:
  news:
    versions:
      first: {purposes: [own-access], says: {en: I want news., da: Jeg vil have nyt.}}
consent_kinds:
  - id: small.news
    says: {en: News, da: Nyt}
    purposes: [own-access]
    categories: [contact]
    texts: [news]
    forms: [written]
    given_by: [self]
    law: [G6b]
    recall: RECALL
"""


def lint(folder: Path, recall: str) -> tuple[str, int]:
    write_small_pack(folder, pack=PACK + KIND.replace("RECALL", recall))
    result = CliRunner().invoke(commands, ["packs", "lint", "--packs", str(folder), "small"])
    return result.output, result.exit_code


@pytest.mark.parametrize(("said", "meant"), [("recall: true", True), ("recall: false", False), ("", False)])
def test_recipients_are_told_only_where_the_pack_says_so(tmp_path: Path, said: str, meant: bool) -> None:
    folder = write_small_pack(tmp_path, pack=PACK + KIND.replace("recall: RECALL", said))
    assert [kind.recall for kind in load_pack(folder).consent_kinds] == [meant]


def test_lint_fails_on_what_is_neither_yes_nor_no(tmp_path: Path) -> None:
    told, code = lint(tmp_path, "perhaps")
    assert "consent_kinds/small.news/recall: Not a valid boolean." in told
    assert code == 1
    assert lint(tmp_path, "true")[1] == 0


def test_the_readme_says_which_withdrawals_recipients_are_told_of(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path, pack=PACK + KIND.replace("RECALL", "true"))
    assert CliRunner().invoke(commands, ["packs", "readme", "--packs", str(tmp_path)]).exit_code == 0
    line = "| `small.news` | News | own-access | contact | news | written; by self | told |"
    assert line in (folder / "README.md").read_text()


def test_liva_recalls_all_but_research_and_aros_what_marketing_carried() -> None:
    packs = packs_in_force(PACKS_FOLDER)
    recalled = {name: {kind.id for kind in pack.consent_kinds if kind.recall} for name, pack in packs.items()}
    all_of_liva = {kind.id for kind in packs["liva"].consent_kinds}
    assert recalled.pop("liva") == all_of_liva - {"liva.take-part-in-research"}
    assert recalled.pop("aros") == {"aros.consent-marketing"}
    assert not any(recalled.values())
