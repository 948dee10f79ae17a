"""Reads files of questions that somebody tries out: in the form of a case, or bare."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import CaseError, case_from, pack_asked, read_cases
from services.disclosure.authoring.cases.unknown_case_words import unknown_words_asked
from services.disclosure.domain.check import Check
from services.disclosure.engine.compile import compile_policy
from services.disclosure.use_cases.premises import DRAFT, Premises
from services.disclosure.use_cases.understand_simulation import complete_check
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A check, as it was said and with any word of the pack where it leaves something open."""

    said: Said
    check: Check
    premises: Premises


def tried_questions(
    path: Path, packs: Mapping[str, Pack], usual: datetime, left_open: Collection[str] = ()
) -> Iterator[TriedQuestion]:
    """Yield every question of a file; one that names no day is about the usual moment.

    `left_open` are the parts of a check that the question need not have. Raises CaseError.
    """
    for _, said in read_cases([path]):
        if not isinstance(said, Mapping):
            raise CaseError(f"{path.name}: {said}")
        yield _question(said if "check" in said else {"check": said}, path, packs, usual, left_open)


def _question(
    said: Said, path: Path, packs: Mapping[str, Pack], usual: datetime, left_open: Collection[str]
) -> TriedQuestion:
    asked = said["check"]
    if not isinstance(asked, Mapping):
        raise CaseError(f"{path.name}: a check is a mapping")
    pack = pack_asked(said, asked, path, packs)
    plain = {"case": path.name, "on": usual, "expect": {"outcome": "deny"}}
    case = case_from({**plain, **said, "check": _complete(asked, pack, left_open)}, path, packs)
    assert isinstance(case, Case)
    policy = compile_policy(pack)
    if unknown := unknown_words_asked(said, case, policy):
        raise CaseError("\n".join(unknown))
    premises = Premises(case.at.astimezone(UTC), case.state, DRAFT, policy)
    return TriedQuestion(asked, _as_asked(case.check, asked, left_open), premises)


def _complete(asked: Said, pack: Pack, left_open: Collection[str]) -> dict[str, Any]:
    """Fill in what may be left open; what else is missing the case's own schema names."""
    filled = complete_check({name: asked[name] for name in (*left_open, "item") if name in asked}, pack)
    whole = {**asked, **{name: filled[name] for name in left_open}}
    if "items" in left_open:
        whole.pop("item", None)
    return whole


def _as_asked(check: Check, asked: Said, left_open: Collection[str]) -> Check:
    """Of a recipient whose kind is left open no country was said, whatever the one filled in would mean."""
    if "recipient" not in left_open:
        return check
    return replace(check, recipient=replace(check.recipient, country=asked.get("recipient", {}).get("country")))
