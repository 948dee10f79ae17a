"""Runs cases about the lines beside a pack's rules: how long data are kept, and how a right is answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.disclosure.authoring.cases.claimed_obligations import misses_of_obligations
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.retention import keeping_of
from services.disclosure.engine.rights import Request, answer_request


@dataclass(frozen=True, slots=True)
class RetentionCase:
    """Whether a category of data about somebody in a role is kept on a day, with these facts."""

    name: str
    controller: str
    rows: tuple[str, ...]
    role: str
    category: str
    stated: Circumstances
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RightCase:
    """How a request under a right is answered, with these facts."""

    name: str
    controller: str
    rows: tuple[str, ...]
    request: Request
    stated: Circumstances
    expect: Mapping[str, Any]


LineCase = RetentionCase | RightCase


def misses_of_line_case(case: LineCase, policy: Policy) -> list[str]:
    """Return a sentence for each way in which the answer is not what the case expects."""
    found = _kept(case, policy) if isinstance(case, RetentionCase) else _answered(case, policy)
    return [f"«{case.name}»: {miss}" for miss in _misses(case.expect, found)]


def _kept(case: RetentionCase, policy: Policy) -> Mapping[str, Any]:
    keeping = keeping_of(case.role, case.category, case.stated, policy)
    return {"kept": keeping.kept, "until": _text(keeping.until), "rule": keeping.line}


def _answered(case: RightCase, policy: Policy) -> Mapping[str, Any]:
    answer = answer_request(case.request, case.stated, policy)
    if answer is None:
        return {"answer": None, "due": None, "rule": None, "obligations": [], "basis": []}
    known = {"answer": answer.answer, "due": _text(answer.due), "rule": answer.line}
    return {**known, "obligations": answer.obligations, "basis": list(answer.law)}


def _misses(expect: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for claim, said in expect.items():
        if claim == "basis":
            lacking = [code for code in said if code not in found[claim]]
            yield from (f"expected the basis {code}, got {', '.join(found[claim]) or 'none'}" for code in lacking)
        elif claim == "obligations":
            yield from misses_of_obligations(said, found[claim])
        elif _plain(said) != found[claim]:
            yield f"expected {claim} {_plain(said)}, got {found[claim]}"


def _plain(said: Any) -> Any:
    return said if isinstance(said, bool) else _text(said)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
