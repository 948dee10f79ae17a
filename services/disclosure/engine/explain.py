"""Step 8: nothing permits the item; say why in one reason, and name the smallest thing that would change it."""

from collections.abc import Iterator, Sequence

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import conditions_met, is_met, speaks_of
from services.disclosure.engine.consents import fault_for_item
from services.disclosure.engine.declarations import is_taken_back
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.missing import consent_wanted, delegations_wanted, missing_things
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.ways import Way, size, smallest_that_pass
from shared.policy_packs.rule import Rule

# A consent that failed later in this list came nearer to permitting, so its fault explains more.
_NEARNESS = (
    Reason.CONSENT_OTHER_RECIPIENT,
    Reason.CONSENT_OTHER_COURSE,
    Reason.OUTSIDE_CONSENT_SCOPE,
    Reason.CONSENT_NOT_YET_GIVEN,
    Reason.CONSENT_INVALIDATED,
    Reason.CONSENT_REVOKED,
    Reason.CONSENT_WITHDRAWN,
    Reason.CONSENT_NOT_GIVEN_ACTIVELY,
    Reason.CONSENT_TEXT_SILENT,
    Reason.CONSENT_NAMES_NO_COUNTRY,
    Reason.CONSENT_NOT_EXPLICIT,
    Reason.CONSENT_WITHOUT_AUTHORITY,
    Reason.CONSENT_NOT_WRITTEN,
    Reason.CONSENT_LAPSED,
)


# What is said when one thing of this kind is all that is missing.
_REASONS = {
    "attestation": Reason.ATTESTATION_MISSING,
    "form": Reason.OTHER_FORM_ONLY,
    "channel": Reason.OTHER_CHANNEL_ONLY,
    "fact": Reason.CONDITION_NOT_MET,
}


def explain(situation: Situation, cell: Cell, item: Item) -> Refusal:
    # The duty of confidentiality stands behind every no that no rule speaks for.
    law = tuple(dict.fromkeys((*cell.law, *situation.confidentiality)))
    ways = ways_to_a_yes(situation, cell, item)
    if not cell.needed:
        return Refusal(Reason.NOT_NEEDED, law, would_permit_if=tuple(ways))
    reason = _reason(ways, _near_miss(situation, cell, item) or _taken_back(situation, cell, item))
    return Refusal(reason, law, would_permit_if=tuple(ways))


def ways_to_a_yes(situation: Situation, cell: Cell, item: Item) -> list[Way]:
    """Return the smallest ways by which some rule would permit the item, whatever stands in the way now."""
    tried = [*_by_law(situation, cell, item)]
    if situation.state is not None and cell.needed:
        tried += [*_by_consent(situation, cell, item), *_by_delegation(situation, cell, item)]
    return smallest_that_pass(tried, situation, item)


def _by_law(situation: Situation, cell: Cell, item: Item) -> Iterator[Way]:
    # The law may order what the purpose does not need; nothing else carries that.
    for compiled in (*cell.duties, *cell.bases) if cell.needed else cell.duties:
        if speaks_of(compiled, situation, item):
            yield from missing_things(compiled.rule, situation, item)


def _by_consent(situation: Situation, cell: Cell, item: Item) -> Iterator[Way]:
    for compiled in cell.consents:
        if speaks_of(compiled, situation, item):
            carried_by: Way = {"consent": consent_wanted(compiled, situation, item)}
            ways = missing_things(compiled.rule, situation, item)
            yield from _carried(ways, carried_by, on_file=bool(situation.weighed))


def _by_delegation(situation: Situation, cell: Cell, item: Item) -> Iterator[Way]:
    for compiled in cell.delegations:
        if speaks_of(compiled, situation, item):
            ways = missing_things(compiled.rule, situation, item)
            for wanted in delegations_wanted(compiled, situation, item):
                yield from _carried(ways, {"delegation": wanted}, on_file=bool(situation.delegations))


def _carried(ways: Sequence[Way], carried_by: Way, *, on_file: bool) -> Iterator[Way]:
    """Each way with what is to carry it, and without where one on file may do."""
    for missing in ways:
        if on_file and missing:
            yield missing
        yield {**missing, **carried_by}


def _reason(ways: list[Way], near_miss: str | None) -> str:
    if near_miss is not None:
        return near_miss
    alone = {thing for way in ways if size(way) == 1 for thing in way}
    return next((reason for thing, reason in _REASONS.items() if thing in alone), Reason.NO_LEGAL_BASIS)


def _near_miss(situation: Situation, cell: Cell, item: Item) -> str | None:
    """What is wrong with the consent that came nearest, or with the case it was given for."""
    if not situation.weighed:
        return None
    rules = [compiled for compiled in cell.consents if speaks_of(compiled, situation, item)]
    if not rules:
        return None
    faults = [fault for compiled in rules for fault in _consent_faults(compiled, situation, item)]
    if None in faults:
        return _unmet(rules, situation, item)
    return max((fault for fault in faults if fault), key=_NEARNESS.index)


def _consent_faults(compiled: CompiledRule, situation: Situation, item: Item) -> list[Reason | None]:
    return [one.fault or fault_for_item(one.consent, compiled, situation, item) for one in situation.weighed]


def _taken_back(situation: Situation, cell: Cell, item: Item) -> str | None:
    """What is said where a rule that relies on somebody's declaration would permit, had the subject not said no."""
    for one in cell.bases:
        met = speaks_of(one, situation, item) and conditions_met(one.rule, situation, item)
        if met and is_taken_back(one.rule, situation, item):
            return Reason.CONSENT_WITHDRAWN
    return None


def _unmet(rules: list[CompiledRule], situation: Situation, item: Item) -> str | None:
    """What rules that a consent would carry have to say; one that lacks no fact may leave that to what it lacks."""
    unmet = (one for one in rules if not conditions_met(one.rule, situation, item))
    return next((one.reason for one in unmet if one.rule.reason or _lacks_a_fact(one.rule, situation, item)), None)


def _lacks_a_fact(rule: Rule, situation: Situation, item: Item) -> bool:
    return not all(is_met(one, situation.stated, item) for one in rule.when)
