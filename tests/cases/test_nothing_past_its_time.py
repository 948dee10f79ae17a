"""What a case lets go is still kept by the pack's own lines on retention, as far as the case states their dates."""

from collections.abc import Iterator

import pytest

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.domain.decision import ItemDecision
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.retention import keeping_of
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.lines import RetentionLine
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.rule import NO_LONGER_PERSONAL, Condition
from shared.policy_packs.validity import copenhagen_date

PACKS = packs_in_force(PACKS_FOLDER)

STANDING = {"law.own-access": "Article 15 reaches whatever is still there, also what should have been erased."}
"""Rules of law that let go what is past its time, and why."""


@pytest.mark.parametrize("controller", PACKS)
def test_no_case_lets_go_what_the_packs_own_lines_no_longer_keep(controller: str) -> None:
    assert list(_let_go_past_their_time(controller, compile_policy(PACKS[controller]))) == []


def _let_go_past_their_time(controller: str, policy: Policy) -> Iterator[tuple[str, str]]:
    for path, said in read_cases([PACKS_FOLDER / controller / "cases"]):
        case = case_from(said, path, PACKS)
        if isinstance(case, Case):
            decided = decide(case.check, case.state, policy, case.at).items
            yield from ((case.name, one.item.category) for one in decided if _is_past_its_time(one, case, policy))


def _is_past_its_time(decided: ItemDecision, case: Case, policy: Policy) -> bool:
    if not decided.permitted or decided.item.form in NO_LONGER_PERSONAL or decided.rule in STANDING:
        return False
    role = case.check.subject_role or policy.pack.default_subject_role
    category, facts = decided.item.category, case.check.facts
    lines = [one for one in policy.pack.retention if role in one.subject_roles and category in one.categories]
    if not any(keeping.fact in facts for line in lines for keeping in line.keep) or _asked(lines) - facts.keys():
        return False
    stated = Circumstances(copenhagen_date(case.at), facts, case.check.subject_born)
    return not keeping_of(role, category, stated, policy).kept


def _asked(lines: list[RetentionLine]) -> set[str]:
    """What must be stated to know which lines speak; a date that is not stated keeps nothing."""
    return {one.fact for line in lines for one in line.when if isinstance(one, Condition)}
