"""Step 2: what nothing lifts, neither consent nor law nor need, but what a bar itself names."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import is_in_form, is_met, speaks_of
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.situation import Situation


def bar_against(situation: Situation, cell: Cell, item: Item) -> Refusal | None:
    for compiled in cell.bars:
        if not (speaks_of(compiled, situation, item) and is_in_form(compiled.rule, item)):
            continue
        if not _lifted(compiled, situation, item):
            refusal = _refusal(compiled, situation)
            if refusal is not None:
                return refusal
    return None


def _lifted(compiled: CompiledRule, situation: Situation, item: Item) -> bool:
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""
    when = compiled.rule.when
    return bool(when) and all(is_met(requirement, situation.stated, item) for requirement in when)


def _refusal(compiled: CompiledRule, situation: Situation) -> Refusal | None:
    if compiled.outside:
        return _abroad(compiled, situation)
    if compiled.rule.unencrypted:
        return _unencrypted(compiled, situation)
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


def _unencrypted(compiled: CompiledRule, situation: Situation) -> Refusal | None:
    """A channel nobody stated is met with an obligation instead."""
    if situation.channel is None or situation.channel.encrypted:
        return None
    channels = situation.policy.pack.channels
    encrypted = [code for code, channel in channels.items() if channel.encrypted and channel.private]
    ways = tuple({"channel": code} for code in encrypted)
    return Refusal(compiled.reason, compiled.rule.law, compiled.rule.id, would_permit_if=ways)
