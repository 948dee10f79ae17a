"""In every order of steps withdrawal wins; without any one rule there is an order in which it loses."""

from collections.abc import Mapping

import pytest

from tests.protocol.search import search
from tests.protocol.world import Rule, Setting

COPIED, NOTHING_ON_FILE, NOT_COPIED_YET = (1, 1), (0, 0), (1, 0)
SMALL = {"last_withdrawal": 0, "end": 4, "most_unread": 2}

WORLDS = {
    "a gate whose clock is behind": Setting(*COPIED, skews=(-1,)),
    "a gate whose clock is ahead": Setting(*COPIED, skews=(1,)),
    "the first version objects": Setting(*NOTHING_ON_FILE, skews=(-1,)),
    "the first version is under a new key": Setting(*NOTHING_ON_FILE, skews=(-1,), new_key=True),
    "the copy has still to hear of the consent": Setting(*NOT_COPIED_YET, skews=(-1,)),
    "the broker loses everything once": Setting(*COPIED, skews=(-1,), losses=1, last_withdrawal=0, end=4),
    "two gates on one database": Setting(*COPIED, skews=(-1, 1), **SMALL),
}

WHERE_IT_SHOWS: Mapping[Rule, Setting] = {
    Rule.ABSENT_COPY_IS_LOCKED: Setting(*NOTHING_ON_FILE, skews=(-1,)),
    Rule.NEW_KEY_WAITS: Setting(*NOTHING_ON_FILE, skews=(-1,), new_key=True),
    Rule.NEWEST_VERSION_STAYS: Setting(*NOT_COPIED_YET, skews=(-1,)),
    Rule.HEARTBEAT_NAMES_ITS_TOPIC: Setting(*COPIED, skews=(-1,), losses=1),
}


@pytest.mark.parametrize("setting", WORLDS.values(), ids=WORLDS)
def test_nothing_withdrawn_is_permitted_after_the_withdrawal_was_answered(setting: Setting) -> None:
    found = search(setting)
    assert found.trace == []
    assert found.worlds > 10_000


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.name.lower())
def test_without_any_one_rule_there_is_a_way_for_a_withdrawal_to_lose(rule: Rule) -> None:
    setting = WHERE_IT_SHOWS.get(rule, Setting(*COPIED, skews=(-1,)))
    trace = search(setting._replace(broken=rule)).trace
    assert any("consent answers" in step for step in trace)
    assert "commits on version" in trace[-1]
