"""Reads the file of a question that somebody wants explained: cases, one case, or a bare check."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.authoring.cases.read_cases import first_mark, read_questions
from services.disclosure.authoring.cases.run_line_cases import LineCase
from shared.policy_packs.marks import MarkedMapping
from shared.policy_packs.model import Pack

Question = tuple[Mapping[str, Any], Case | LineCase]
"""As it stands in its file, and as it is understood."""

_NOT_NEEDED = ("expect.outcome", "expect.kept", "expect.answer")


def questions_in(path: Path, packs: Mapping[str, Pack], now: datetime) -> list[Question]:
    """Return every question; raise CaseError with the file and line of what is wrong.

    Nobody has to say what they expect, or what to call it; without a day it is about now.
    """
    whole = [_as_case(said, path, now) for said in read_questions(path)]
    return [(said, case_from(said, path, packs, may_lack=_NOT_NEEDED)) for said in whole]


def _as_case(said: MarkedMapping, path: Path, now: datetime) -> MarkedMapping:
    case = said.copy()
    if not any(form in said for form in CASE_SCHEMAS):
        case = MarkedMapping()
        case.take("check", said, first_mark(said, path))
    for name, value in {"case": path.name, "on": now, "expect": {}}.items():
        case.setdefault(name, value)
    return case
