"""The same situation with something else stated: how the engine asks itself what would have been."""

from collections.abc import Mapping
from dataclasses import replace

from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import FactValue


def with_facts(situation: Situation, facts: Mapping[str, FactValue]) -> Situation:
    together = {**situation.stated.facts, **facts}
    check = replace(situation.check, facts=together)
    return replace(situation, check=check, stated=situation.stated._replace(facts=together))
