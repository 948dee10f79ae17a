"""Shows how a question was answered: a check step by step, or the lines that speak of retention or of a right."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.run_line_cases import LineCase, RetentionCase, RightCase
from services.disclosure.authoring.cases.unknown_case_words import unknown_words_asked
from services.disclosure.authoring.explaining.explain_check import ANSWERS, explain_check
from services.disclosure.authoring.explaining.say_conditions import said as said_aloud
from services.disclosure.authoring.explaining.tables import Table, table
from services.disclosure.domain.check import Item
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.conditions import is_met
from services.disclosure.engine.retention import keeping_of
from services.disclosure.engine.rights import answer_request
from shared.policy_packs.lines import RetentionLine, RightLine


def explain_question(said: Mapping[str, Any], asked: Case | LineCase, policy: Policy) -> list[Table]:
    """Return the tables that explain the answer; what has unknown words is not decided, and that is told."""
    if unknown := unknown_words_asked(said, asked, policy.pack):
        return [table("Unknown words: nothing is decided", ("what",), ((line,) for line in unknown))]
    if isinstance(asked, RetentionCase):
        return [_explained_keeping(asked, policy)]
    if isinstance(asked, RightCase):
        return [_explained_right(asked, policy)]
    return explain_check(asked.check, asked.state, policy, asked.at)


def _explained_keeping(asked: RetentionCase, policy: Policy) -> Table:
    keeping = keeping_of(asked.role, asked.category, asked.stated, policy)
    lines = [one for one in policy.pack.retention if _is_about(one, asked.role, {asked.category})]
    until = f"until {keeping.until}" if keeping.until else "with no day stated"
    answer = ("", f"{'kept' if keeping.kept else 'not kept'}, {until}", keeping.line or "no line speaks")
    rows = [*_told(lines, asked.stated, asked.category, keeping.line), answer]
    return table(f"How long {asked.category} of a {asked.role} is kept", ("line", "says", "found"), rows)


def _explained_right(asked: RightCase, policy: Policy) -> Table:
    answer = answer_request(asked.request, asked.stated, policy)
    request = asked.request
    wanted = set(policy.pack.categories) if request.category is None else {request.category}
    lines = [one for one in policy.pack.rights if one.right == request.right and _is_about(one, request.role, wanted)]
    line = answer.line if answer else None
    outcome = f"{answer.answer}, by {answer.due}" if answer else "not answered here"
    rows = [*_told(lines, asked.stated, request.category or "", line), ("", outcome, line or "no line fits")]
    return table(f"{request.right} asked for by a {request.role}", ("line", "says", "found"), rows)


def _is_about(line: RetentionLine | RightLine, role: str, categories: set[str]) -> bool:
    return role in line.subject_roles and categories <= line.categories


def _told(
    lines: Iterable[RetentionLine | RightLine], stated: Circumstances, category: str, answering: str | None
) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        lacks = [said_aloud(one) for one in line.when if not is_met(one, stated, Item(category))]
        found = f"lacks: {', '.join(lacks)}" if lacks else "fits"
        yield f"{ANSWERS} {line.id}" if line.id == answering else line.id, line.says.en, found
