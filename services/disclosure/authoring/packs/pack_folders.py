"""Finds packs and the cases beside them in a folder of packs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.authoring.packs.cover_rows import Coverage, cover_rows
from shared.policy_packs.load import load_pack
from shared.policy_packs.model import Pack


def pack_folders(packs: Path, controller: str | None) -> list[Path]:
    """Return the folder of one controller's pack, or of every pack; none where there is no such pack."""
    found = (path.parent for path in sorted(packs.glob("*/pack.yaml")))
    return [folder for folder in found if controller in (None, folder.name)]


def shortest(folder: Path) -> Path:
    """Return a folder below the current one by the way that leads there from it."""
    whole, here = folder.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else folder


def coverage_of(folder: Path, pack: Pack | None = None) -> Coverage:
    """Return how the pack in a folder covers its rows."""
    named = Counter(row for said in cases_beside(folder) for row in said.get("rows") or ())
    return cover_rows(pack or load_pack(folder), named)


def cases_beside(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Every case that can be read at all."""
    for _, said in read_cases([folder / "cases"]):
        if isinstance(said, Mapping):
            yield said
