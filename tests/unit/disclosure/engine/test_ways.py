"""Of the ways that somebody thought of, those are told that work, without anything idle in them."""

from typing import Any

import pytest

from services.disclosure.engine.survey import survey
from services.disclosure.engine.ways import smallest_that_pass
from shared.policy_packs.rule import Condition
from tests.unit.disclosure.engine.builders import NOW, a_check, a_policy, a_rule, a_state, an_item

CODE = Condition("code", "is", ("a",))
BY_CODE = {"fact": {"code": "a"}}
BY_CHANNEL = {"channel": "letter"}


@pytest.mark.parametrize(
    ("thought_of", "told"),
    [
        ([BY_CODE], [BY_CODE]),
        ([{"fact": {"code": "b"}}], []),
        ([{"fact": {"code": "a", "flag": True}}], [BY_CODE]),
        ([{"fact": {"flag": True, "code": "a"}, "channel": "portal"}], [BY_CODE]),
        ([{"channel": "letter", "fact": {"flag": True}}], [BY_CHANNEL]),
        ([{"fact": {"flag": True, "ref": "x"}, "channel": "portal"}], [{"fact": {"flag": True, "ref": "x"}}]),
        ([BY_CODE, BY_CHANNEL, BY_CODE], [BY_CODE, BY_CHANNEL]),
        ([{"fact": {"flag": True, "ref": "x"}}, {"fact": {"flag": True, "code": "a"}}], [BY_CODE]),
        ([{"fact": {"flag": True, "code": "b", "ref": "x"}}], [{"fact": {"flag": True, "ref": "x"}}]),
        ([{"form": "anonymised"}, {"form": "aggregated"}], [{"form": "aggregated"}]),
    ],
)
def test_only_what_works_is_told_and_nothing_idle_in_it(
    thought_of: list[dict[str, Any]], told: list[dict[str, Any]]
) -> None:
    ground = a_rule(id="by-code", when=(CODE,))
    other = a_rule(id="by-channel", channels=frozenset({"letter"}))
    third = a_rule(id="by-form", forms=frozenset({"aggregated"}))
    both = a_rule(id="by-both", when=(Condition("flag", "is", (True,)), Condition("ref", "is", ("x",))))
    situation = survey(a_check(), a_state(), a_policy(ground, other, third, both), NOW)

    assert smallest_that_pass(thought_of, situation, an_item()) == told
