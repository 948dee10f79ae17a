"""Until when an answer may be acted on: not for long, and never into a Danish day on which it would be another."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.disclosure.domain.check import Item
from services.disclosure.engine.judge import passes
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.survey import survey
from shared.policy_packs.validity import start_of_day

_ONE_DAY = timedelta(days=1)


def act_before(situation: Situation, permitted: Sequence[Item]) -> datetime:
    """Ask again for each midnight on the way: rules begin and end then, as do consents, deadlines and ages."""
    usual = situation.at + situation.policy.act_within
    midnight = start_of_day(situation.day + _ONE_DAY)
    while permitted and midnight < usual:
        if not _pass_at(midnight, situation, permitted):
            return midnight.astimezone(situation.at.tzinfo)
        midnight = start_of_day(midnight.date() + _ONE_DAY)
    return usual


def _pass_at(moment: datetime, situation: Situation, items: Sequence[Item]) -> bool:
    then = survey(situation.check, situation.state, situation.policy, moment)
    return all(passes(then, item) for item in items)
