"""Until when an answer may be acted on: not for long, and never past the day its ground ends."""

from collections.abc import Iterable
from datetime import date, datetime

from services.disclosure.engine.finding import Permission
from services.disclosure.engine.situation import Situation
from shared.policy_packs.validity import copenhagen_date, start_of_day


def act_before(situation: Situation, permissions: Iterable[Permission]) -> datetime:
    usual = situation.at + situation.policy.act_within
    ends = min((_end_of(permission) for permission in permissions), default=date.max)
    if ends > copenhagen_date(usual):
        return usual
    return min(usual, start_of_day(ends).astimezone(situation.at.tzinfo))


def _end_of(permission: Permission) -> date:
    ends = permission.compiled.ends
    return ends if permission.lapses is None else min(ends, permission.lapses)
