"""What `packs explain` shows of a check is what was decided."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.explaining.checks_to_explain import questions_in
from services.disclosure.authoring.explaining.explain_question import explain_question
from services.disclosure.authoring.explaining.tables import Table
from services.disclosure.engine.compile import compile_policy
from services.disclosure.engine.decide import decide
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER

PACKS = packs_in_force(PACKS_FOLDER)
POLICIES = {controller: compile_policy(pack) for controller, pack in PACKS.items()}
FILES = sorted(PACKS_FOLDER.glob("*/cases/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parts[-3]}/{path.stem}" for path in FILES])
def test_every_item_of_every_case_is_explained_as_it_is_decided(path: Path) -> None:
    for said, case in questions_in(path, PACKS, datetime(2026, 11, 20, 12, tzinfo=UTC)):
        policy = POLICIES[case.controller]
        tables = explain_question(said, case, policy)
        if not isinstance(case, Case):
            assert len(tables) == 1, case.name
            continue
        decision = decide(case.check, case.state, policy, case.at)
        offered = [row[0] for table in tables[len(decision.items) :] for row in table.rows]
        assert offered == [one.category for one in decision.narrower_request], case.name
        for table, decided in zip(tables[: len(decision.items)], decision.items, strict=True):
            told = decided.rule or decided.objection or str(decided.reason)
            assert table.rows[-1][1] == ("permit" if decided.permitted else "deny"), case.name
            assert told in table.rows[-1][2], case.name
            assert told in _answering_step(table), case.name


def _answering_step(table: Table) -> str:
    answering = [found for step, _, found in table.rows if step.startswith("→")]
    assert len(answering) == 1
    return answering[0]
