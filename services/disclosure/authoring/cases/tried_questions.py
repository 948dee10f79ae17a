"""Reads files of questions that somebody tries out: in the form of a case, or bare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from, pack_asked
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.authoring.cases.open_checks import OpenCheck
from services.disclosure.authoring.cases.read_cases import CaseError, first_mark, read_questions
from services.disclosure.authoring.cases.unknown_case_words import unknown_words_asked
from services.disclosure.domain.check import Check
from services.disclosure.engine.compile import compile_policy
from services.disclosure.use_cases.premises import DRAFT, Premises
from shared.policy_packs.marks import MarkedMapping, mark_of
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A check, as it was said and with any word of the pack where it leaves something open."""

    said: Said
    check: Check
    premises: Premises


def tried_questions(
    path: Path, packs: Mapping[str, Pack], usual: datetime, open_check: OpenCheck | None = None
) -> Iterator[TriedQuestion]:
    """Yield every question of a file; one that names no day is about the usual moment.

    `open_check` is what the question may leave open. Raises CaseError.
    """
    for said in read_questions(path):
        try:
            yield _question(said, path, packs, usual, open_check)
        except CaseError as error:
            raise CaseError(open_check.as_written(str(error)) if open_check else str(error)) from None


def _question(
    said: MarkedMapping, path: Path, packs: Mapping[str, Pack], usual: datetime, open_check: OpenCheck | None
) -> TriedQuestion:
    whole = _as_case(said, path)
    for name, value in {"case": path.name, "on": usual, "expect": {"outcome": "deny"}}.items():
        whole.setdefault(name, value)
    asked = whole["check"]
    if not isinstance(asked, MarkedMapping):
        raise CaseError(f"{mark_of(whole, 'check')}: check: Must be a mapping of keys.")
    pack = pack_asked(whole, asked, path, packs)
    if open_check:
        whole["check"] = open_check.filled(asked, pack)
    case = case_from(whole, path, packs)
    assert isinstance(case, Case)
    if unknown := unknown_words_asked(whole, case, pack):
        raise CaseError("\n".join(unknown))
    premises = Premises(case.at.astimezone(UTC), case.state, DRAFT, compile_policy(pack))
    return TriedQuestion(asked, open_check.as_asked(case.check, asked) if open_check else case.check, premises)


def _as_case(said: MarkedMapping, path: Path) -> MarkedMapping:
    if other := [form for form in CASE_SCHEMAS if form in said and form != "check"]:
        raise CaseError(f"{mark_of(said, other[0])}: {other[0]}: only a check can be tried out.")
    if "check" in said:
        return said.copy()
    case = MarkedMapping()
    case.take("check", said, first_mark(said, path))
    return case
