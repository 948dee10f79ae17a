"""Step 2: what nothing lifts, neither consent nor law nor need."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.situation import Situation


def bar_against(situation: Situation, cell: Cell, item: Item) -> Refusal | None:
    for compiled in cell.bars:
        if speaks_of(compiled, situation, item) and not _lifted(compiled, situation):
            refusal = _refusal(compiled, situation)
            if refusal is not None:
                return refusal
    return None


def _lifted(compiled: CompiledRule, situation: Situation) -> bool:
    """A bar's conditions are what lifts it, so that leaving out a fact never lifts a bar."""
    return bool(compiled.rule.when) and conditions_met(compiled.rule, situation)


def _refusal(compiled: CompiledRule, situation: Situation) -> Refusal | None:
    if compiled.rule.outside is not None:
        return _abroad(compiled, compiled.rule.outside, situation)
    if compiled.rule.unencrypted:
        return _unencrypted(compiled, situation)
    return Refusal(compiled.reason, compiled.rule.law, compiled.rule.id)


def _abroad(compiled: CompiledRule, countries: str, situation: Situation) -> Refusal | None:
    if situation.to_subject:
        # People may have their own data wherever they live.
        return None
    if situation.country is None:
        return Refusal(Reason.COUNTRY_NOT_STATED, compiled.rule.law, compiled.rule.id)
    periods = situation.policy.countries[countries].get(situation.country, ())
    if any(begins <= situation.day < ends for begins, ends in periods):
        return None
    return Refusal(compiled.reason, compiled.rule.law, compiled.rule.id)


def _unencrypted(compiled: CompiledRule, situation: Situation) -> Refusal | None:
    """A channel nobody stated is met with an obligation instead."""
    if situation.channel is None or situation.channel.encrypted:
        return None
    channels = situation.policy.pack.channels
    encrypted = [code for code, channel in channels.items() if channel.encrypted and channel.private]
    ways = tuple({"channel": code} for code in encrypted)
    return Refusal(compiled.reason, compiled.rule.law, compiled.rule.id, would_permit_if=ways)
