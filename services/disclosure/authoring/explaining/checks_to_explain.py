"""Reads the file of a question that somebody wants explained: cases, one case, or a bare check."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import CaseError, case_from
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.authoring.cases.run_line_cases import LineCase
from shared.policy_packs.model import Pack
from shared.policy_packs.read_yaml import NotYaml, read_yaml

Question = tuple[Mapping[str, Any], Case | LineCase]
"""As it stands in its file, and as it is understood."""

_NOT_NEEDED = ("expect.outcome", "expect.kept", "expect.answer")


def questions_in(path: Path, packs: Mapping[str, Pack], now: datetime) -> list[Question]:
    """Return every question; raise CaseError with the file and line of what is wrong.

    Nobody has to say what they expect, or what to call it; without a day it is about now.
    """
    try:
        content = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except NotYaml as error:
        raise CaseError(f"{path}:{error.line}: is not YAML: {error.problem}") from None
    many = content if isinstance(content, list) else [content]
    whole = [_as_case(said, path, now) for said in many]
    return [(said, case_from(said, path, packs, may_lack=_NOT_NEEDED)) for said in whole]


def _as_case(said: Any, path: Path, now: datetime) -> Any:
    if not isinstance(said, dict):
        return said
    case = said.copy() if any(form in said for form in CASE_SCHEMAS) else {"check": said}
    for name, value in {"case": path.name, "on": now, "expect": {}}.items():
        case.setdefault(name, value)
    return case
