"""Step 2: what nothing lifts, neither consent nor law nor need, but what a bar itself names."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import is_in_form, is_met, speaks_of
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import Rule


def bar_against(situation: Situation, cell: Cell, item: Item) -> Refusal | None:
    for compiled in cell.bars:
        # Written out, since every item is held against every bar, and few of them reach it.
        if (
            compiled.outside <= situation.abroad
            and (not compiled.rule.unencrypted or _is_unencrypted(situation, item))
            and _holds(compiled, situation, item)
        ):
            return _refusal(compiled, situation)
    return None


def bars_on_unencrypted_channels(situation: Situation, cell: Cell, item: Item) -> list[CompiledRule]:
    """The bars that would be in the way if the channel, which nobody stated, were an unencrypted one."""
    if _may_be_open(situation, item):
        return []
    return [one for one in cell.bars if one.rule.unencrypted and _holds(one, situation, item)]


def _is_unencrypted(situation: Situation, item: Item) -> bool:
    """A channel nobody stated is met with an obligation instead."""
    return situation.channel is not None and not situation.channel.encrypted and not _may_be_open(situation, item)


def _may_be_open(situation: Situation, item: Item) -> bool:
    """Some messages to the person may travel as ordinary mail and text messages do."""
    return situation.to_subject and item.category in situation.purpose.open_channels


def _holds(compiled: CompiledRule, situation: Situation, item: Item) -> bool:
    if not speaks_of(compiled, situation, item) or not is_in_form(compiled.rule, item):
        return False
    return not compiled.rule.when or not _lifted(compiled.rule, situation, item)


def _lifted(rule: Rule, situation: Situation, item: Item) -> bool:
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""
    return all(is_met(requirement, situation.stated, item) for requirement in rule.when)


def _refusal(compiled: CompiledRule, situation: Situation) -> Refusal:
    rule = compiled.rule
    reason = Reason.COUNTRY_NOT_STATED if rule.outside and situation.country is None else compiled.reason
    return Refusal(
        reason,
        rule.law,
        rule.id,
        barred_by=compiled if rule.when else None,
        other_channels=_closed_channels(situation) if rule.unencrypted else (),
    )


def _closed_channels(situation: Situation) -> tuple[str, ...]:
    channels = situation.policy.pack.channels
    return tuple(code for code, channel in channels.items() if channel.encrypted and channel.private)
