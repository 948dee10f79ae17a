"""The guide for pack authors, followed to the letter, ends where it says."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.disclosure.cli import commands

REPOSITORY = Path(__file__).parents[3]
GUIDE = REPOSITORY / "shared" / "policy_packs" / "GUIDE.md"
_FENCED = re.compile(r"(?:^`(?P<path>[\w./-]+)`\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = "python -m services.disclosure "
_CASES = f"{_PYTHON}cases my-packs/kridt/cases --packs my-packs"


def blocks() -> Iterator[tuple[str, str, str]]:
    """Every fenced block of the guide: the path that heads it or nothing, its kind, and its text."""
    for found in _FENCED.finditer(GUIDE.read_text(encoding="utf-8")):
        yield found["path"] or "", found["kind"], found["text"]


def told_by(command: str) -> str:
    """Run one command of the guide in the current folder, and return what it tells."""
    words = shlex.split(command)
    if command.startswith("mkdir -p "):
        Path(words[2]).mkdir(parents=True)
    elif command.startswith("cp -r "):
        shutil.copytree(REPOSITORY / words[2], words[3])
    else:
        assert command.startswith(_PYTHON), f"the guide types what nobody here can run: {command}"
        return CliRunner().invoke(commands, shlex.split(command.removeprefix(_PYTHON))).output
    return ""


def commands_of(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with what the guide says it tells."""
    for said in text.split("$ ")[1:]:
        command, _, told = said.partition("\n")
        yield command, told


def written_files() -> None:
    """Write every file of the guide into the current folder, with the law beside them."""
    for path, kind, text in blocks():
        if path:
            Path(path).write_text(text, encoding="utf-8")
        elif kind == "console":
            for command, _ in commands_of(text):
                if not command.startswith(_PYTHON):
                    told_by(command)


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


def test_whoever_follows_the_guide_sees_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    run = []
    for path, kind, text in blocks():
        if path:
            Path(path).write_text(text, encoding="utf-8")
        elif kind == "console":
            for command, told in commands_of(text):
                assert trimmed(told_by(command)) == trimmed(told), command
                run.append(command)

    assert [command for command in run if "packs lint" in command]
    assert run[-1] == "python -m services.disclosure packs coverage kridt --packs my-packs"


def test_what_the_guide_says_of_a_broken_line_comes_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written_files()
    guide = " ".join(GUIDE.read_text(encoding="utf-8").split())
    bases, bars = Path("my-packs/kridt/bases.yaml"), Path("my-packs/kridt/bars.yaml")
    whole = bases.read_text(encoding="utf-8")
    broken = "    attestation: {professions: [dentist]}"
    missed, unnamed = (
        "«Nobody has judged what the jaw surgeon needs»",
        "No rule or line names this row, and it is not declared",
    )
    assert all(said in guide for said in (f"delete `{broken}`".replace("    ", " "), missed, unnamed))

    bases.write_text(whole.replace(f"{broken}\n", ""), encoding="utf-8")
    told = told_by(_CASES)
    assert {line.partition(":")[0] for line in trimmed(told)} == {missed, "8 run, 1 missed"}

    bases.write_text(whole, encoding="utf-8")
    bars.unlink()
    assert unnamed in told_by(_CASES)


def test_every_file_the_guide_shows_is_headed_by_its_path() -> None:
    unheaded = [text for path, kind, text in blocks() if kind == "yaml" and not path]

    assert unheaded == []


def test_the_guide_first_misses_and_then_mends() -> None:
    told = [
        told.strip().split("\n")[-1]
        for _, kind, text in blocks()
        if kind == "console"
        for command, told in commands_of(text)
        if command.startswith(f"{_PYTHON}cases")
    ]

    assert told == ["8 run, 1 missed", "8 run, 0 missed"]


def test_the_example_shows_every_kind_of_line_the_guide_promises() -> None:
    shown = {path for path, _, _ in blocks() if path}

    assert {f"my-packs/kridt/{name}.yaml" for name in ("pack", "vocabulary", "bars", "consents", "bases")} <= shown
