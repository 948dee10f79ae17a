"""The survivors that are no fault of the proofs, each with the reason; a pattern may stand for several."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

EXPLAINED = Path(__file__).with_name("explained.yaml")


def unexplained(survivors: Iterable[str]) -> list[str]:
    patterns = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    return [one for one in survivors if not any(fnmatchcase(one, _plainly(pattern)) for pattern in patterns)]


def idle_explanations(every: Iterable[str]) -> list[str]:
    """Explanations of mutants that no longer exist."""
    known = list(every)
    patterns = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or {}
    return [one for one in patterns if not any(fnmatchcase(mutant, _plainly(one)) for mutant in known)]


def _plainly(pattern: str) -> str:
    """Only `*` is special in a pattern: code is full of brackets and question marks."""
    return pattern.replace("[", "[[]").replace("?", "[?]")
