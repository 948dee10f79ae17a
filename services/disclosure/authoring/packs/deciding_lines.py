"""Which rules and lines of a pack decide a case."""

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.run_line_cases import LineCase, RetentionCase
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.retention import keeping_of
from services.disclosure.engine.rights import answer_request


def deciding_lines(case: Case | LineCase, policy: Policy) -> set[str]:
    """Return their ids; the pack knows the words of the case."""
    if isinstance(case, Case):
        decision = decide(case.check, case.state, policy, case.at)
        return {one.rule for one in decision.items if one.rule}
    if isinstance(case, RetentionCase):
        line = keeping_of(case.role, case.category, case.stated, policy).line
        return {line} if line else set()
    answer = answer_request(case.request, case.stated, policy)
    return {answer.line} if answer else set()
