"""How a request under one of the subject's rights is answered, and by when."""

from dataclasses import dataclass
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import Obligation
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.conditions import is_met
from services.disclosure.engine.obligations import is_excused, obligation_of
from services.disclosure.engine.retention import keeping_of
from shared.policy_packs.lines import RightLine
from shared.policy_packs.spans import after


@dataclass(frozen=True, slots=True)
class Request:
    """A right by its article, the data it is about (None: all of them), and the day the request was received."""

    right: str
    role: str
    category: str | None
    received: date


@dataclass(frozen=True, slots=True)
class RightAnswer:
    """`due` is the last day on which the request must have been answered."""

    answer: str
    due: date
    line: str
    obligations: tuple[Obligation, ...]
    law: tuple[str, ...]


def answer_request(request: Request, stated: Circumstances, policy: Policy) -> RightAnswer | None:
    """Return what the first line that fits says; None when the pack has none for this right."""
    for line in policy.pack.rights:
        if _speaks_of(line, request, stated, policy):
            item = Item(request.category or "")
            due = [one for one in line.obligations if not is_excused(one, stated, item)]
            obligations = tuple(obligation_of(one, request.received, policy) for one in due)
            return RightAnswer(line.answer, after(request.received, line.due), line.id, obligations, line.law)
    return None


def _speaks_of(line: RightLine, request: Request, stated: Circumstances, policy: Policy) -> bool:
    asked = policy.pack.categories.keys() if request.category is None else {request.category}
    about = line.right == request.right and request.role in line.subject_roles and asked <= line.categories
    if not about or (line.while_kept and _is_past_its_time(request, stated, policy)):
        return False
    return all(is_met(one, stated, Item(request.category or "")) for one in line.when)


def _is_past_its_time(request: Request, stated: Circumstances, policy: Policy) -> bool:
    """Whether it is certain that the data are kept no longer; a date nobody stated leaves that open."""
    if request.category is None:
        return False
    keeping = keeping_of(request.role, request.category, stated, policy)
    return not keeping.kept and keeping.until is not None
