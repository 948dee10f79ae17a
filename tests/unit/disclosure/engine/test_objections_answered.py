"""What rests on a balance of interests waits for the answer to an objection, and stops if it is upheld."""

from datetime import datetime, timedelta

import pytest

from tests.unit.disclosure.engine.builders import NOW, a_check, a_policy, a_rule, an_objection, first

POLICY = a_policy(a_rule())
BALANCED = a_rule(keys={"art6": ("L1",)})


@pytest.mark.parametrize(
    ("overridden_at", "reason"),
    [
        (None, "objection-awaiting-answer"),
        (NOW + timedelta(seconds=1), "objection-awaiting-answer"),
        (NOW, None),
    ],
)
def test_what_rests_on_a_balance_of_interests_waits_until_the_objection_is_answered(
    overridden_at: datetime | None, reason: str | None
) -> None:
    objection = an_objection("particular-situation", overridden_at=overridden_at)

    assert first(a_policy(BALANCED), a_check(), objection).reason == reason
    assert first(POLICY, a_check(), objection).permitted


@pytest.mark.parametrize(
    ("upheld_at", "reason"),
    [(NOW, "objection-upheld"), (NOW + timedelta(seconds=1), "objection-awaiting-answer")],
)
def test_an_objection_that_was_upheld_awaits_no_answer(upheld_at: datetime, reason: str) -> None:
    objection = an_objection("particular-situation", upheld_at=upheld_at)
    other = an_objection("particular-situation", id="another")

    assert first(a_policy(BALANCED), a_check(), objection).reason == reason
    assert first(a_policy(BALANCED), a_check(), other, objection).reason == reason
