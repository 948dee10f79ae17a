"""The part of a pack's README that is generated from the pack, between two markers."""

from pathlib import Path

from services.disclosure.authoring.packs.describe_pack import describe_pack
from services.disclosure.authoring.packs.pack_folders import coverage_of
from shared.policy_packs.load import load_pack

BEGINS = "<!-- generated: words -->"
ENDS = "<!-- end -->"


def written_readme(folder: Path) -> str:
    """Return what the README of the pack in a folder should say; one without markers gets them at its end."""
    pack = load_pack(folder)
    told = f"{BEGINS}\n{describe_pack(pack, coverage_of(folder, pack))}{ENDS}"
    path = readme_of(folder)
    text = path.read_text(encoding="utf-8") if path.exists() else f"# {pack.name.en}\n"
    before, begins, rest = text.partition(BEGINS)
    if not begins:
        return f"{text.rstrip()}\n\n{told}\n"
    # Where the end is not marked, nothing that somebody wrote may be lost.
    after = rest.partition(ENDS)[2] if ENDS in rest else rest
    return f"{before}{told}{after}"


def is_current(folder: Path) -> bool:
    path = readme_of(folder)
    return path.exists() and path.read_text(encoding="utf-8") == written_readme(folder)


def readme_of(folder: Path) -> Path:
    return folder / "README.md"
