"""The survivors that are no fault of the proofs, each with the reason; a pattern may stand for several."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

EXPLAINED = Path(__file__).with_name("explained")
"""A file for the engine, one for each pack and one for the law they share, each from a mutant's id to the reason."""


def unexplained(survivors: Iterable[str]) -> list[str]:
    patterns = [_plainly(one) for one in _explained()]
    return [one for one in survivors if not any(fnmatchcase(one, pattern) for pattern in patterns)]


def idle_explanations(every: Iterable[str]) -> list[str]:
    """Explanations of mutants that no longer exist."""
    known = list(every)
    return [one for one in _explained() if not any(fnmatchcase(mutant, _plainly(one)) for mutant in known)]


def _explained() -> dict[str, str]:
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(EXPLAINED.glob("*.yaml")))
    return {pattern: reason for explanations in read for pattern, reason in (explanations or {}).items()}


def _plainly(pattern: str) -> str:
    """Only `*` is special in a pattern: code is full of brackets and question marks."""
    return pattern.replace("[", "[[]").replace("?", "[?]")
