"""Compares what two folders of packs answer to the cases in files."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.compare_cases import flips_of_case
from services.disclosure.authoring.cases.read_cases import CaseError, Unreadable, read_cases
from services.disclosure.authoring.cases.unknown_case_words import unknown_words_asked
from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.model import Pack

Packs = Mapping[str, Pack]


def compare_case_files(paths: Iterable[Path], old: Packs, new: Packs) -> tuple[list[str], int]:
    """Return a sentence for each item that flips and a count, and how many cases have one or cannot be compared.

    Cases about retention and rights have no items; they are run, not compared.
    """
    policies = [{name: compile_policy(pack) for name, pack in packs.items()} for packs in (old, new)]
    told: list[str] = []
    count = flipped = 0
    for path, said in read_cases(paths):
        lines = _flips(said, path, (old, policies[0]), (new, policies[1]))
        if lines is not None:
            count += 1
            told += lines
            flipped += bool(lines)
    return [*told, f"{count} compared, {flipped} with something that flips"], flipped


Side = tuple[Packs, Mapping[str, Policy]]


def _flips(said: Any, path: Path, old: Side, new: Side) -> list[str] | None:
    if isinstance(said, Unreadable):
        return [said]
    try:
        before, after = (case_from(said, path, packs) for packs, _ in (old, new))
    except (CaseError, KeyError, TypeError, ValueError) as error:
        told = error if isinstance(error, CaseError) else f"{type(error).__name__}: {error}"
        return [f"{path.name}: cannot be read: {told}"]
    if not (isinstance(before, Case) and isinstance(after, Case)):
        return None
    policies = old[1][before.controller], new[1][after.controller]
    unknown = [*_unknown(said, before, policies[0].pack, "old"), *_unknown(said, after, policies[1].pack, "new")]
    return unknown or flips_of_case(before, policies[0], after, policies[1])


def _unknown(said: Any, case: Case, pack: Pack, which: str) -> list[str]:
    """A word that one of the packs does not know is told, and nothing is compared."""
    return [f"«{case.name}»: {which} pack: {line}" for line in unknown_words_asked(said, case, pack)]
