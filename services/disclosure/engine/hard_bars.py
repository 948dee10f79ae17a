"""Step 2: what nothing lifts, neither consent nor law nor need, but what a bar itself names."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import is_met, speaks_of
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import Rule


def bar_against(situation: Situation, cell: Cell, item: Item) -> Refusal | None:
    for compiled in cell.bars:
        refusal = _refusal(compiled, situation, item) if _holds(compiled, situation, item) else None
        if refusal is not None:
            return refusal
    return None


def bars_on_unencrypted_channels(situation: Situation, cell: Cell, item: Item) -> list[CompiledRule]:
    """The bars that would be in the way if the channel, which nobody stated, were an unencrypted one."""
    if _may_be_open(situation, item):
        return []
    return [one for one in cell.bars if one.rule.unencrypted and _holds(one, situation, item)]


def _holds(compiled: CompiledRule, situation: Situation, item: Item) -> bool:
    rule = compiled.rule
    if not speaks_of(compiled, situation, item) or (rule.forms and item.form not in rule.forms):
        return False
    return not rule.when or not _lifted(rule, situation, item)


def _lifted(rule: Rule, situation: Situation, item: Item) -> bool:
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""
    return all(is_met(requirement, situation.stated, item) for requirement in rule.when)


def _refusal(compiled: CompiledRule, situation: Situation, item: Item) -> Refusal | None:
    if compiled.outside:
        return _abroad(compiled, situation)
    if compiled.rule.unencrypted:
        return _unencrypted(compiled, situation, item)
    return _barred(compiled, compiled.reason)


def _barred(compiled: CompiledRule, reason: Reason) -> Refusal:
    return Refusal(reason, compiled.rule.law, compiled.rule.id, barred_by=compiled if compiled.rule.when else None)


def _abroad(compiled: CompiledRule, situation: Situation) -> Refusal | None:
    if situation.to_subject:
        # People may have their own data wherever they live.
        return None
    country, day = situation.country, situation.day
    if country is None:
        return _barred(compiled, Reason.COUNTRY_NOT_STATED)
    for members in compiled.outside:
        for begins, ends in members.get(country, ()):
            if begins <= day < ends:
                return None
    return _barred(compiled, compiled.reason)


def _unencrypted(compiled: CompiledRule, situation: Situation, item: Item) -> Refusal | None:
    """A channel nobody stated is met with an obligation instead."""
    if situation.channel is None or situation.channel.encrypted or _may_be_open(situation, item):
        return None
    channels = situation.policy.pack.channels
    encrypted = tuple(code for code, channel in channels.items() if channel.encrypted and channel.private)
    return Refusal(compiled.reason, compiled.rule.law, compiled.rule.id, other_channels=encrypted)


def _may_be_open(situation: Situation, item: Item) -> bool:
    """Some messages to the person may travel as ordinary mail and text messages do."""
    return situation.to_subject and item.category in situation.purpose.open_channels
